//! Amounts in JSON with more digits than a double holds: found in the text before the numbers in it
//! become doubles, and put in quotes, from which
//! [`Baht`](super::model::Baht) reads them exactly.

use std::ops::Range;

use memchr::memmem;

/// The key of every amount in a report. Within a text its quotes would be written `\"`.
const KEY: &[u8] = b"\"amount_thb\"";

/// An amount with fewer digits before its point is below 2^46 baht, where a double holds it.
const DIGITS: usize = 14;

/// Characters in which every double can be printed up to 10^22, with sign, point and exponent.
const PRINTED: usize = 22;

/// The same JSON with such amounts in quotes; `None` where there are none.
///
/// # Examples
///
/// ```
/// use raingan::contract::digits::quoted;
/// let json = br#"{"amount_thb": 999999999999999.99}"#;
/// assert_eq!(quoted(json).unwrap(), br#"{"amount_thb": "999999999999999.99"}"#);
/// assert_eq!(quoted(br#"{"amount_thb": 4080.25}"#), None);
/// ```
pub fn quoted(json: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut from) = (Vec::new(), 0);
    for key in memmem::find_iter(json, KEY) {
        let Some(number) = number_at(json, key + KEY.len()).filter(|n| is_long(&json[n.clone()]))
        else {
            continue;
        };
        out.extend_from_slice(&json[from..number.start]);
        out.push(b'"');
        out.extend_from_slice(&json[number.clone()]);
        out.push(b'"');
        from = number.end;
    }
    out.extend_from_slice(&json[from..]);
    (from > 0).then_some(out)
}

/// The number behind the colon after a key.
fn number_at(json: &[u8], at: usize) -> Option<Range<usize>> {
    let colon = after_space(json, at);
    let start = after_space(json, colon + 1);
    let digits = json.get(start..)?.iter().take_while(|b| is_of_number(**b)).count();
    (json.get(colon) == Some(&b':') && digits > 0).then_some(start..start + digits)
}

fn is_of_number(b: u8) -> bool {
    b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E')
}

fn after_space(json: &[u8], at: usize) -> usize {
    let rest = json.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// Whether a number has a point behind many digits, or an exponent behind more than a double prints.
fn is_long(number: &[u8]) -> bool {
    let whole = number.iter().filter(|b| **b != b'-').take_while(|b| b.is_ascii_digit()).count();
    match number.iter().any(|b| matches!(b, b'e' | b'E')) {
        true => number.len() > PRINTED,
        false => whole >= DIGITS && number.contains(&b'.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_amounts_that_a_double_may_not_hold_are_in_quotes() {
        let cases: &[(&str, Option<&str>)] = &[
            (
                r#"{"amount_thb" : 99999999999999.99}"#,
                Some(r#"{"amount_thb" : "99999999999999.99"}"#),
            ),
            (
                r#"[{"amount_thb":-99999999999999.5},1]"#,
                Some(r#"[{"amount_thb":"-99999999999999.5"},1]"#),
            ),
            (r#"{"amount_thb":9999999999999.99}"#, None),
            (r#"{"amount_thb":1000000000000000}"#, None),
            (r#"{"amount_thb":1e15}"#, None),
            (
                r#"{"amount_thb":9.99999999999999999999e14}"#,
                Some(r#"{"amount_thb":"9.99999999999999999999e14"}"#),
            ),
            (r#"{"value":99999999999999.99}"#, None),
            (r#"{"raw":"\"amount_thb\":99999999999999.99"}"#, None),
            (r#"{"amount_thb":null,"raw":"99999999999999.99"}"#, None),
            (r#"{"amount_thb""#, None),
        ];
        for (json, want) in cases {
            let got = quoted(json.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(got.as_deref(), *want, "{json}");
        }
    }
}
