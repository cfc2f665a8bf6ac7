//! The file a report was read from.

use crate::contract::model::{Source, SourcePage};
use crate::digest::sha256;
use crate::options::Options;

/// What is known of the file itself.
pub(super) fn source(
    bytes: &[u8],
    options: &Options,
    media_type: &str,
    page_count: u32,
    pages: Vec<SourcePage>,
    unread_pages: Vec<u32>,
) -> Source {
    Source {
        file_name: options.file_name.clone(),
        sha256: sha256(bytes),
        bytes: bytes.len() as u64,
        media_type: media_type.to_owned(),
        page_count,
        pages,
        unread_pages,
    }
}
