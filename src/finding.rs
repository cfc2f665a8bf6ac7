//! Findings: what is odd about a document that *was* read.
//!
//! A finding has a stable code, a severity, a place and the evidence. It is part of the JSON and
//! never changes the data.

use serde::{Deserialize, Serialize};

use crate::geom::Rect;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// Look at it before you rely on the value.
    Warning,
    /// A value or a page is missing or cannot be trusted.
    Error,
}

impl Severity {
    /// The word the JSON and the messages use.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A box on one page, in PDF points, origin top left, of the page as displayed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Page number, from 1.
    pub page: u32,
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Region {
    /// A box of a page as displayed, to a hundredth of a point.
    pub fn of(page: u32, r: &Rect) -> Region {
        Region {
            page,
            x0: hundredths(r.x0),
            y0: hundredths(r.y0),
            x1: hundredths(r.x1),
            y1: hundredths(r.y1),
        }
    }

    /// Whether the middle of another box lies in it.
    pub fn holds(&self, inner: &Region) -> bool {
        let (x, y) = ((inner.x0 + inner.x1) / 2.0, (inner.y0 + inner.y1) / 2.0);
        self.page == inner.page
            && (self.x0..=self.x1).contains(&x)
            && (self.y0..=self.y1).contains(&y)
    }
}

/// A length rounded to a hundredth.
fn hundredths(v: f32) -> f32 {
    // The conversion to an integer is one instruction, `f32::round` a call on processors without
    // SSE 4.1; pages are far smaller than an integer holds.
    (v * 100.0 + 0.5f32.copysign(v)) as i32 as f32 / 100.0
}

/// What a finding rests on: text as printed and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The text as printed; empty where the evidence is a place only.
    pub raw: String,
    /// Where it stands; `None` for what has no place (a file, a transcript).
    pub region: Option<Region>,
}

/// One odd thing about a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of oddity, in kebab-case; see [`Code`].
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// For people, in Thai.
    pub message_th: String,
    /// For people, in English.
    pub message_en: String,
    /// The page it is on, from 1; `None` where it concerns the whole document.
    pub page: Option<u32>,
    /// The item it concerns, by its id.
    pub item: Option<String>,
    /// The text and places it rests on.
    pub evidence: Vec<Evidence>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)+) => {
        /// Every kind of finding this version can make, with its stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All of them, in the order of this list.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The stable code, in kebab-case.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// How much such a finding matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// What it means, for the reference and for `--help`.
            pub fn doc(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc, "\n",)+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// The file was damaged (cross-reference table, trailer, page tree) and was read as far as it
    /// could be recovered.
    FileRepaired = "file-repaired", Warning;
    /// The page tree promises more pages than could be found.
    PagesMissing = "pages-missing", Error;
    /// The time for the document was up before all its pages were read: what was read is there, and
    /// `source.unread_pages` names the pages that are missing.
    Partial = "partial", Error;
    /// A page could not be read; the other pages are there.
    PageFailed = "page-failed", Error;
    /// A page was cut short by a limit on its size or time; what was read before is there.
    PageLimit = "page-limit", Error;
    /// A page has more lines than its tables can have (a map, a drawing): its text was read without
    /// regard to them.
    LinesTooMany = "lines-too-many", Warning;
    /// A compressed stream is damaged; only its beginning could be read.
    StreamDamaged = "stream-damaged", Error;
    /// Files are attached to the document and were not read; the report may be one of them. The
    /// evidence names them, and `raingan extract --attachment NAME` reads one.
    AttachmentsUnread = "attachments-unread", Warning;
    /// The document is a form that only some viewers can show; its pages do not hold the report.
    FormUnread = "form-unread", Error;
    /// Nothing of the document was understood: it has no tables, and hardly any text.
    NothingRead = "nothing-read", Error;
    /// Opaque boxes are drawn over text of a page (a black bar, white paint over an old amount): what
    /// they cover is not seen, and nothing of it is used.
    CoveredText = "covered-text", Warning;
    /// A line is drawn through text of a page: it holds no longer, and nothing of it is used.
    TextStruckOut = "text-struck-out", Warning;
    /// A watermark or a stamp lies across the text of a page and is no part of it. Only informs where
    /// it can be nothing else: pale, repeated over the page, or called a watermark by the file.
    TextAcross = "text-across", Warning;
    /// A page has no text, only pictures: a scan.
    NoText = "no-text", Warning;
    /// A page shows text beside its text layer: pictures of text, or letters drawn as curves. The
    /// message says whether it was read from what is seen there; its places are the evidence.
    TextInPicture = "text-in-picture", Warning;
    /// A page's text is invisible and lies over a picture: what a scanner's OCR wrote, not what is
    /// printed.
    OcrLayer = "ocr-layer", Warning;
    /// A page's text layer is damaged, and not all of it could be repaired: read the places named
    /// against the page.
    TextLayerSuspect = "text-layer-suspect", Warning;
    /// A page's text layer is not what is printed: letters that make no words, or no characters at
    /// all. A warning only where that layer is invisible, since then nothing of it is used.
    TextLayerJunk = "text-layer-junk", Error;
    /// Places of a page's picture that may be text but could not be read.
    OcrUnreadable = "ocr-unreadable", Warning;
    /// Words read from a picture were mended where Thai spelling allows one reading only; the
    /// evidence has both.
    OcrRespelt = "ocr-respelt", Info;
    /// A value read from a picture rests on a character that may be another.
    LowConfidence = "low-confidence", Warning;
    /// Glyphs without any known character: the text there is missing.
    UnmappedGlyphs = "unmapped-glyphs", Error;
    /// An embedded font is damaged or too large to be read; its text is taken as the file claims
    /// it.
    FontUnreadable = "font-unreadable", Warning;
    /// The document has no table that could be recognised.
    NoTable = "no-table", Warning;
    /// The document does not say its title.
    NoTitle = "no-title", Info;
    /// The document does not say which agency it is from.
    NoAgency = "no-agency", Warning;
    /// Two agencies are named where a document says whose it is, and either may be the one; none is
    /// taken.
    AgencyUnsure = "agency-unsure", Warning;
    /// The document does not say which fiscal year it is about.
    NoFiscalYear = "no-fiscal-year", Warning;
    /// The borders of a table were guessed from where its text stands.
    BordersGuessed = "borders-guessed", Info;
    /// Two pieces of a row, or two parts of a wide sheet, were joined over a page break on a guess.
    JoinGuessed = "join-guessed", Info;
    /// A column of a table of projects or measures has a heading that is not known; its text is
    /// kept as printed.
    ColumnUnknown = "column-unknown", Info;
    /// Two columns of a table of projects or measures have headings of one meaning, and nothing tells
    /// them apart.
    ColumnDoubled = "column-doubled", Info;
    /// What a column of a table of items holds, or that it names them, was told by what stands in it
    /// and not by its heading; or the columns stand in another order than those of the table before.
    ColumnsGuessed = "columns-guessed", Info;
    /// A table names projects, and too few of its headings are known to read them as items; it is
    /// kept as printed.
    TableNotRead = "table-not-read", Warning;
    /// A row stands before any numbered project or measure.
    RowUnnumbered = "row-unnumbered", Info;
    /// The same number stands twice among its neighbours.
    NumberRepeated = "number-repeated", Warning;
    /// A date is printed that does not exist in the calendar.
    DateImpossible = "date-impossible", Warning;
    /// A month or quarter is marked for an item, and of which year is not known: it has no schedule.
    ScheduleUndated = "schedule-undated", Warning;
    /// Beside the row of what is planned for an item, another says when it was carried out: that is no
    /// part of its schedule, and its cells are kept as printed.
    ScheduleDone = "schedule-done", Info;
    /// The money of a table is counted in the unit that a line above it says: `หน่วย : ล้านบาท`.
    UnitAbove = "unit-above", Info;
    /// The money of a table is counted in the unit that is said above the table before, which has the
    /// same columns.
    UnitGuessed = "unit-guessed", Warning;
    /// A budget cell is printed that could not be understood.
    BudgetUnread = "budget-unread", Warning;
    /// An amount of money is printed that is none of the facts: it is more than 10^15 baht, has parts
    /// of a satang, or a space within.
    MoneyUnread = "money-unread", Warning;
    /// A budget cell prints several amounts and no total; its amount is their sum.
    BudgetSummed = "budget-summed", Warning;
    /// An amount is printed once for several items, over whose rows its cell spans: each of them has it,
    /// and sums count it more than once.
    BudgetShared = "budget-shared", Warning;
    /// An amount in a budget cell contradicts its own parts.
    BudgetParts = "budget-parts", Warning;
    /// The number of projects a tactic declares is not the number found.
    CountMismatch = "count-mismatch", Warning;
    /// A correction that somebody made is not applied: what it corrects does not stand there.
    CorrectionRefused = "correction-refused", Warning;
    /// Text that no field claimed; it is listed under `unclaimed`.
    UnclaimedText = "unclaimed-text", Info;
}

impl Finding {
    /// A finding of `code`, with its usual severity and words in both languages.
    pub fn new(
        code: Code,
        message_th: impl Into<String>,
        message_en: impl Into<String>,
    ) -> Finding {
        Finding {
            code: code.as_str().to_owned(),
            severity: code.severity(),
            message_th: message_th.into(),
            message_en: message_en.into(),
            page: None,
            item: None,
            evidence: Vec::new(),
        }
    }

    /// The same finding, on a page (from 1).
    pub fn on_page(mut self, page: u32) -> Finding {
        self.page = Some(page);
        self
    }

    /// The same finding, about an item.
    pub fn about(mut self, item: impl Into<String>) -> Finding {
        self.item = Some(item.into());
        self
    }

    /// The same finding, which only informs unless what it says is `sure`.
    pub(crate) fn informing_unless(mut self, sure: bool) -> Finding {
        if !sure {
            self.severity = Severity::Info;
        }
        self
    }

    /// The same finding, resting on a text and its places.
    pub fn seen(mut self, raw: &str, regions: &[Region]) -> Finding {
        if regions.is_empty() {
            self.evidence.push(Evidence { raw: raw.to_owned(), region: None });
        }
        for (i, region) in regions.iter().enumerate() {
            let raw = if i == 0 { raw.to_owned() } else { String::new() };
            self.evidence.push(Evidence { raw, region: Some(*region) });
        }
        if self.page.is_none() {
            self.page = regions.first().map(|r| r.page);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_unique_and_explained() {
        let mut seen: Vec<&str> = Code::ALL.iter().map(|c| c.as_str()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|c| c.doc().len() > 20));
    }
}
