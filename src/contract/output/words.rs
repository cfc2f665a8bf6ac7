//! The words around the data that people read, in English and in Thai.

use serde::Serialize;

use crate::finding::{Finding, Severity};

/// A language for people; data never depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Thai.
    Th,
}

impl Lang {
    /// The wording of this language.
    pub fn pick<T>(self, en: T, th: T) -> T {
        match self {
            Lang::En => en,
            Lang::Th => th,
        }
    }

    /// The word for a severity.
    pub fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("error", "ผิดพลาด"),
            Severity::Warning => self.pick("warning", "คำเตือน"),
            Severity::Info => self.pick("info", "เพื่อทราบ"),
        }
    }

    /// What a finding says.
    pub fn message(self, finding: &Finding) -> &str {
        self.pick(&finding.message_en, &finding.message_th)
    }

    /// Where a finding is: "page 3, project s1/t1/p1"; `None` for the whole document.
    ///
    /// ```
    /// use raingan::finding::{Code, Finding};
    /// use raingan::contract::output::Lang;
    /// let finding = Finding::new(Code::DateImpossible, "…", "…").on_page(3).about("s1/t1/p1");
    /// assert_eq!(Lang::En.place(&finding).as_deref(), Some("page 3, project s1/t1/p1"));
    /// ```
    pub fn place(self, finding: &Finding) -> Option<String> {
        let page = finding.page.map(|n| format!("{} {n}", self.pick("page", "หน้า")));
        let item = finding.item.as_deref().map(|id| format!("{} {id}", self.kind_of(id)));
        match (page, item) {
            (Some(page), Some(item)) => Some(format!("{page}, {item}")),
            (page, item) => page.or(item),
        }
    }

    /// What the item with this id is: the letter of the last step of its path says so.
    fn kind_of(self, id: &str) -> &'static str {
        match id.rsplit('/').next().and_then(|step| step.chars().next()) {
            Some('p') => self.pick("project", "โครงการ"),
            Some('a') => self.pick("activity", "กิจกรรม"),
            Some('u') => self.pick("sub-activity", "กิจกรรมย่อย"),
            Some('m') => self.pick("measure", "มาตรการ"),
            _ => self.pick("item", "รายการ"),
        }
    }
}

/// The word that the JSON has for a variant; nothing for what is no word.
pub(crate) fn word(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;

    #[test]
    fn a_place_names_page_and_item_where_they_are_known() {
        let bare = || Finding::new(Code::NoTable, "ไม่มีตาราง", "no table");
        for (finding, en, th) in [
            (bare(), None, None),
            (bare().on_page(2), Some("page 2"), Some("หน้า 2")),
            (bare().about("m3"), Some("measure m3"), Some("มาตรการ m3")),
            (
                bare().on_page(1).about("s1/t2/p2/a2.4"),
                Some("page 1, activity s1/t2/p2/a2.4"),
                Some("หน้า 1, กิจกรรม s1/t2/p2/a2.4"),
            ),
        ] {
            assert_eq!(Lang::En.place(&finding).as_deref(), en);
            assert_eq!(Lang::Th.place(&finding).as_deref(), th);
        }
    }
}
