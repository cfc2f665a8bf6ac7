//! The end of a walk: what the document says of itself, what no field claimed, what is missing.

use super::*;
use crate::report::identity::period_of;
use crate::report::shared_money;
use crate::report::text::claim;

impl Walk {
    pub(super) fn finish(mut self, mut furniture: Vec<(Line, Furniture)>) -> Assembled {
        self.leave_pending();
        let (mut title, left) = self.prose.finish();
        if title.lines.is_empty() {
            title.lines.extend(title_of_heads(&mut furniture));
            title.printed.extend_from_slice(&title.lines);
        }
        let mut findings = self.findings;
        let (head, title) = (joined(&title.printed), joined(&title.lines));
        let unclaimed = unclaimed(left, furniture);
        let mut titles = vec![normalise(&head.text).into_owned()];
        let said = self.period;
        titles.extend(said.iter().map(|(said, _)| normalise(&said.text).into_owned()));
        // Months and quarters without a year are of the year that the document says before its tables.
        let early = Printed { titles: &titles, sections: &[], unclaimed: &unclaimed }.years();
        let sections = resumed::in_order(self.sections);
        let sections = close_all(sections, early.fiscal.map(|year| year.be), &mut findings);
        titles.extend(section_titles(&sections).map(|title| title.text.clone()));
        let printed = Printed { titles: &titles, sections: &sections, unclaimed: &unclaimed };
        let (whose, years) = (printed.whose(), printed.years());
        let document = printed.document();
        let said = said.map(|(passage, months)| period(&passage, months, years.fiscal.as_ref()));
        let period = said.or_else(|| period_of(&head, years.fiscal.as_ref()));
        findings.extend(whose.rivals.as_ref().map(agency_unsure));
        findings.extend(shared_money::findings(&sections));
        let mut whole = Assembled {
            title: (!title.is_empty()).then(|| to_text(&title)),
            agency: whose.agency,
            fiscal_year: years.fiscal,
            plan_years: years.plan,
            document,
            period,
            sections,
            unclaimed,
            findings,
        };
        whole.note_what_is_missing();
        whole.note_unclaimed_paragraphs();
        whole
    }
}

impl Assembled {
    /// Notes what a report should say of itself and does not.
    fn note_what_is_missing(&mut self) {
        let no_table = ("ไม่พบตารางในเอกสาร", "no table was found");
        let no_title = ("เอกสารไม่บอกชื่อเรื่อง", "the document does not say its title");
        let no_agency = ("เอกสารไม่บอกชื่อหน่วยงาน", "the document does not say its agency");
        let no_year = ("เอกสารไม่บอกปีงบประมาณ", "the document does not say its fiscal year");
        for (is_missing, code, (th, en)) in [
            (self.sections.is_empty(), Code::NoTable, no_table),
            (self.title.is_none(), Code::NoTitle, no_title),
            (self.agency.is_none() && !self.is_agency_unsure(), Code::NoAgency, no_agency),
            (self.fiscal_year.is_none() && self.plan_years.is_none(), Code::NoFiscalYear, no_year),
        ] {
            if is_missing {
                self.findings.push(Finding::new(code, th, en));
            }
        }
    }

    /// Whether it was noted that two agencies are as likely.
    fn is_agency_unsure(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == Code::AgencyUnsure.as_str())
    }

    /// Notes the paragraphs that no field claimed.
    fn note_unclaimed_paragraphs(&mut self) {
        for text in self.unclaimed.iter().filter(|u| u.reason == UnclaimedReason::Paragraph) {
            let th = "ข้อความนี้ไม่ตรงกับช่องข้อมูลใด";
            let finding = Finding::new(Code::UnclaimedText, th, "no field claimed this text");
            self.findings.push(finding.seen(&text.raw, &text.regions));
        }
    }
}

/// The title of a document that prints it as the running head of every page: the first one, taken
/// out of the `furniture`, without the number of its page.
fn title_of_heads(furniture: &mut Vec<(Line, Furniture)>) -> Option<Passage> {
    let at = furniture.iter().position(|(line, kind)| {
        let text = normalise(&line.text()).into_owned();
        *kind == Furniture::RunningHead
            && line.frame.page <= 1
            && (starts_title(&text) || document_kind_of(&text).is_some())
    })?;
    let head = compose(&[furniture.remove(at).0]);
    let end = without_page_number(&head.text).len();
    Some(head.slice(0..end))
}

/// The finding about two agencies of which either may be the one.
fn agency_unsure((first, second): &(String, String)) -> Finding {
    let th = format!("ไม่แน่ใจว่าเป็นเอกสารของ “{first}” หรือ “{second}” จึงไม่ระบุหน่วยงาน");
    let en = format!("the document may be from “{first}” or from “{second}”; neither is taken");
    Finding::new(Code::AgencyUnsure, th, en)
}

/// The titles of the sections that have one.
fn section_titles(sections: &[Section]) -> impl Iterator<Item = &Text> {
    sections.iter().filter_map(|section| match section {
        Section::ActionPlan(plan) => plan.title.as_ref(),
        Section::Measures(measures) => measures.title.as_ref(),
        Section::Form(form) => form.title.as_ref(),
        Section::Other(other) => other.title.as_ref(),
    })
}

/// What no field claimed and what was taken from the pages before, in the order of the pages, from
/// top to bottom; what has no place comes first.
fn unclaimed(
    passages: Vec<(Passage, UnclaimedReason)>,
    furniture: Vec<(Line, Furniture)>,
) -> Vec<Unclaimed> {
    let mut all: Vec<Unclaimed> =
        passages.iter().map(|(passage, reason)| claim(passage, *reason)).collect();
    all.extend(furniture.into_iter().map(|(line, kind)| {
        let reason = match kind {
            Furniture::PageNumber => UnclaimedReason::PageNumber,
            Furniture::RunningHead => UnclaimedReason::RunningHead,
        };
        claim(&compose(&[line]), reason)
    }));
    all.sort_by(|a, b| {
        let ((page_a, top_a), (page_b, top_b)) = (place(a), place(b));
        page_a.cmp(&page_b).then(top_a.total_cmp(&top_b))
    });
    all
}

/// The page of a text and where it begins there.
fn place(unclaimed: &Unclaimed) -> (u32, f32) {
    unclaimed.regions.first().map_or((0, 0.0), |region| (region.page, region.y0))
}
