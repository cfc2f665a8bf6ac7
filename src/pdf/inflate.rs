//! How much a stream becomes when its filters are undone, found out within a bound.
//!
//! hayro inflates without one. A stream is first judged by arithmetic alone ([`upper_bound`]); only
//! where that could exceed the limit, or where damage shall be found, it is really undone
//! ([`expand`]), never beyond the limit. ISO 32000-2, 7.4.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;

/// The most that deflate can make of a byte (RFC 1951: 258 bytes from 2 bits).
const DEFLATE_RATIO: u64 = 1032;
/// Bytes inflated at a time; they stay on the stack, where they are only counted.
const PIECE: usize = 16 << 10;
/// The most that LZW can make of a byte: 3,838 codes of up to 12 bits, each one byte longer than
/// the one before.
const LZW_RATIO: u64 = 1400;
/// The most that run-length coding can make of a byte: 128 of 2.
const RUN_RATIO: u64 = 64;
/// The most that base 85 can make of a byte: `z` stands for four.
const BASE85_RATIO: u64 = 4;

/// The stream would become larger than the bound, or cannot be shown not to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

/// What undoing one filter or all of them gave.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Expanded {
    /// The bytes; empty where only their number is wanted.
    bytes: Vec<u8>,
    /// How many bytes they are.
    pub len: usize,
    /// The compressed data break off, contradict themselves or fail their checksum.
    pub damaged: bool,
}

/// Whether the stream holds a picture that is not undone as data.
pub(super) fn is_picture(filters: &[Filter]) -> bool {
    filters.iter().any(|f| {
        matches!(
            f,
            Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode
        )
    })
}

/// No more bytes than this can come of `raw` bytes.
pub(super) fn upper_bound(filters: &[Filter], raw: usize) -> u64 {
    filters
        .iter()
        .fold(raw as u64, |bytes, filter| bytes.saturating_mul(ratio(*filter)).saturating_add(8))
}

fn ratio(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => DEFLATE_RATIO,
        Filter::LzwDecode => LZW_RATIO,
        Filter::RunLengthDecode => RUN_RATIO,
        Filter::Ascii85Decode => BASE85_RATIO,
        _ => 1,
    }
}

/// Undoes all filters, none of them beyond `max` bytes.
pub(super) fn expand(filters: &[Filter], raw: &[u8], max: usize) -> Result<Expanded, TooLarge> {
    let mut now: Option<Expanded> = None;
    for (i, filter) in filters.iter().enumerate() {
        let data = now.as_ref().map_or(raw, |e| e.bytes.as_slice());
        let damaged = now.as_ref().is_some_and(|e| e.damaged);
        let mut next = match filter {
            Filter::FlateDecode => flate(data, max, i + 1 < filters.len())?,
            Filter::RunLengthDecode => bounded(run_length(data, max), max)?,
            Filter::AsciiHexDecode => bounded(hex(data), max)?,
            Filter::Ascii85Decode => bounded(base85(data, max), max)?,
            Filter::LzwDecode => {
                return lzw_last(data, filters.get(i + 1..).unwrap_or_default(), max);
            }
            // A picture, or encryption that is already undone.
            _ => bounded(data.to_vec(), max)?,
        };
        next.damaged |= damaged;
        now = Some(next);
    }
    now.map_or_else(|| bounded(raw.to_vec(), max), Ok)
}

fn bounded(bytes: Vec<u8>, max: usize) -> Result<Expanded, TooLarge> {
    if bytes.len() > max {
        return Err(TooLarge);
    }
    Ok(Expanded { len: bytes.len(), bytes, damaged: false })
}

/// Deflate with or without zlib's header, as hayro tries them: what neither can read, its lenient
/// decoder follows further than we can see, so that the rest is reckoned at the full ratio.
///
/// The bytes are kept only where another filter follows.
fn flate(data: &[u8], max: usize, keep: bool) -> Result<Expanded, TooLarge> {
    let (first, read) = inflate(data, max, keep, true)?;
    if !first.damaged {
        return Ok(first);
    }
    let (bare, _) = inflate(data, max, keep, false)?;
    if !bare.damaged {
        return Ok(bare);
    }
    let rest = (data.len() as u64).saturating_sub(read);
    let most = (first.len as u64).saturating_add(rest.saturating_mul(DEFLATE_RATIO));
    if most > max as u64 { Err(TooLarge) } else { Ok(first) }
}

/// Inflates up to the end, the first contradiction or the bound; tells how many bytes were read,
/// too.
fn inflate(data: &[u8], max: usize, keep: bool, header: bool) -> Result<(Expanded, u64), TooLarge> {
    let mut decoder = Decompress::new(header);
    let mut piece = [0u8; PIECE];
    let mut all = Expanded::default();
    loop {
        let before = (decoder.total_in(), decoder.total_out());
        let rest = data.get(before.0 as usize..).unwrap_or_default();
        let status = decoder.decompress(rest, &mut piece, FlushDecompress::None);
        let new = (decoder.total_out() - before.1) as usize;
        all.len += new;
        if all.len > max {
            return Err(TooLarge);
        }
        if keep {
            all.bytes.extend_from_slice(piece.get(..new).unwrap_or_default());
        }
        let stuck = before == (decoder.total_in(), decoder.total_out());
        all.damaged = status.is_err() || (stuck && !matches!(status, Ok(Status::StreamEnd)));
        if all.damaged || matches!(status, Ok(Status::StreamEnd)) {
            return Ok((all, decoder.total_in()));
        }
    }
}

fn run_length(data: &[u8], max: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = data.iter().copied();
    while let Some(length) = rest.next().filter(|l| *l != 128 && out.len() <= max) {
        if length < 128 {
            out.extend(rest.by_ref().take(usize::from(length) + 1));
        } else if let Some(byte) = rest.next() {
            out.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
        }
    }
    out
}

fn hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|b| char::from(*b).to_digit(16).map(|d| d as u8))
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |n, d| n << 4 | d) << (4 * (2 - pair.len())))
        .collect()
}

fn base85(data: &[u8], max: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in data.iter().copied().take_while(|b| *b != b'~') {
        if out.len() > max {
            break;
        }
        match byte {
            b'z' => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => continue,
        }
        if group.len() == 5 {
            flush85(&mut group, &mut out);
        }
    }
    flush85(&mut group, &mut out);
    out
}

fn flush85(group: &mut Vec<u8>, out: &mut Vec<u8>) {
    let bytes = group.len().saturating_sub(1);
    group.resize(5, 84);
    let value = group.iter().fold(0u32, |n, d| n.wrapping_mul(85).wrapping_add(u32::from(*d)));
    out.extend(value.to_be_bytes().iter().take(bytes));
    group.clear();
}

/// LZW with whatever follows it: its length is counted without writing the bytes; what follows is
/// reckoned.
fn lzw_last(data: &[u8], following: &[Filter], max: usize) -> Result<Expanded, TooLarge> {
    let len = lzw_len(data, max)?;
    let most = upper_bound(following, len);
    if most > max as u64 && !following.is_empty() {
        return Err(TooLarge);
    }
    Ok(Expanded {
        bytes: Vec::new(),
        len: if following.is_empty() { len } else { most as usize },
        damaged: false,
    })
}

/// The number of bytes that LZW data stand for (ISO 32000-2, 7.4.4.2; `/EarlyChange` 1, as all
/// known writers have it).
fn lzw_len(data: &[u8], max: usize) -> Result<usize, TooLarge> {
    let (mut buffer, mut bits) = (0u32, 0u32);
    let mut lengths: Vec<usize> = vec![1; 258];
    let mut before: Option<usize> = None;
    let mut len = 0usize;
    for byte in data {
        buffer = buffer << 8 | u32::from(*byte);
        bits += 8;
        let width = match lengths.len() + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (buffer >> bits) as usize & ((1 << width) - 1);
        match code {
            256 => {
                lengths.truncate(258);
                before = None;
                continue;
            }
            257 => break,
            _ => {}
        }
        let longer = before.map_or(1, |b| b + 1);
        let length = lengths.get(code).copied().unwrap_or(longer);
        if before.is_some() && lengths.len() < 4096 {
            lengths.push(longer);
        }
        before = Some(length);
        len += length;
        if len > max {
            return Err(TooLarge);
        }
    }
    Ok(len)
}

/// Whether `plain`, which hayro inflated from `raw`, is what zlib's checksum at the end of `raw`
/// promises. White space may follow the checksum. `false` is no proof of damage: [`expand`] gives
/// it.
pub(super) fn checksum_holds(raw: &[u8], plain: &[u8]) -> bool {
    let trimmed = raw.trim_ascii_end();
    let sum = simd_adler32::adler32(&plain).to_be_bytes();
    raw.ends_with(&sum)
        || trimmed.ends_with(&sum)
        || raw.len() >= 4 && raw.windows(4).rev().take(4).any(|w| w == sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zlib(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        assert!(encoder.write_all(data).is_ok());
        encoder.finish().unwrap_or_default()
    }

    const FLATE: &[Filter] = &[Filter::FlateDecode];

    #[test]
    fn a_bomb_is_refused_and_a_stream_is_measured() {
        let raw = zlib(&vec![b' '; 1 << 20]);
        assert_eq!(expand(FLATE, &raw, 1 << 20).map(|e| (e.len, e.damaged)), Ok((1 << 20, false)));
        assert_eq!(expand(FLATE, &raw, (1 << 20) - 1), Err(TooLarge));
        assert!(upper_bound(FLATE, raw.len()) >= 1 << 20);
        let twice = zlib(&raw);
        assert_eq!(expand(&[Filter::FlateDecode; 2], &twice, 1 << 19), Err(TooLarge));
    }

    #[test]
    fn damage_is_noticed() {
        let noise = |n: &mut u32| {
            *n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some((*n >> 24) as u8)
        };
        let plain: Vec<u8> = (0..60_000).scan(1, |n, _| noise(n)).collect();
        let raw = zlib(&plain);
        assert!(checksum_holds(&raw, &plain));
        assert!(checksum_holds(&[&raw[..], b"\r\n"].concat(), &plain));
        assert!(!checksum_holds(&raw, &plain[1..]));
        let cut = expand(FLATE, &raw[..raw.len() / 2], 1 << 26);
        assert_eq!(cut.map(|e| (e.len > 10_000, e.damaged)), Ok((true, true)));
    }

    #[test]
    fn the_small_filters_do_what_the_standard_says() {
        assert_eq!(
            run_length(&[4, 10, 11, 12, 13, 14, 253, 3, 128, 9], 99),
            [10, 11, 12, 13, 14, 3, 3, 3, 3]
        );
        assert_eq!(hex(b"41 4 2 5>ff"), b"ABP");
        assert_eq!(base85(b"87cURDZ~>", 99), b"Hello");
        assert_eq!(base85(b"z", 99), [0; 4]);
        // The example of ISO 32000-2, 7.4.4.2.
        assert_eq!(lzw_len(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], 99), Ok(10));
        assert_eq!(
            lzw_len(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], 9),
            Err(TooLarge)
        );
    }
}
