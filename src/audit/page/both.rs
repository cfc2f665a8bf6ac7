//! What a page says in both languages.

use crate::contract::output::Lang;

/// English and Thai.
pub(super) type Both = (String, String);

/// Says something in both languages.
pub(super) fn in_both(of: impl Fn(Lang) -> String) -> Both {
    (of(Lang::En), of(Lang::Th))
}
