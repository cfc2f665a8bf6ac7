//! What a column holds. One line of the table below is all that the program needs to know of a role:
//! its word in the JSON, in the CSV and in the warehouse, its names in both languages, and how its
//! cells are compared.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What the cells of a column say, for what compares reports and judges them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// The number of the row, which its item bears too.
    Number,
    /// The name of the item itself.
    Title,
    /// A list of entries: what tells an item from others beside its title.
    Entries,
    /// Such a list, with numbers that are aimed at.
    Targets,
    /// Text whose figures are results.
    Figures,
    /// An amount of money.
    Money,
    /// Text.
    Words,
}

/// One line of the table of roles.
struct Line {
    word: &'static str,
    en: &'static str,
    th: &'static str,
    form_th: &'static str,
    holds: Holds,
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal,
       en $en:literal, th $th:literal, form $form:literal, $holds:ident;)+) => {
        /// What a column holds. Their order is the order of the cells in the JSON and of the columns
        /// of the CSV.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[doc = $doc])+ $name,)+
            /// A column whose heading is not known, counted from 1.
            Other(u16),
        }

        impl Role {
            /// All that have a name of their own.
            pub const ALL: &[Role] = &[$(Role::$name,)+];

            /// Their words with their English names, for lists of words that mean roles.
            pub const WORDS: &[(&str, &str)] = &[$(($word, $en),)+];

            fn line(self) -> Option<Line> {
                Some(match self {
                    $(Role::$name => Line {
                        word: $word, en: $en, th: $th, form_th: $form, holds: Holds::$holds,
                    },)+
                    Role::Other(_) => return None,
                })
            }
        }
    };
}

roles! {
    /// The number of the row.
    Number = "number", en "number", th "ลำดับ", form "ลำดับที่", Number;
    /// The strategy, or what else the outermost level is called.
    Strategy = "strategy", en "strategy", th "ยุทธศาสตร์", form "ยุทธศาสตร์", Words;
    /// The tactic, or what else the level below it is called.
    Tactic = "tactic", en "tactic", th "กลยุทธ์", form "กลยุทธ์", Words;
    /// Project or activity.
    Project = "project", en "project", th "โครงการ", form "โครงการ/กิจกรรม", Title;
    /// Objective.
    Objective = "objective", en "objective", th "วัตถุประสงค์", form "วัตถุประสงค์", Entries;
    /// What it consists of, or why it is done.
    Detail = "detail", en "detail", th "รายละเอียด", form "รายละเอียด", Words;
    /// Indicator and target.
    Indicator = "indicator", en "indicator", th "ตัวชี้วัด", form "เป้าหมาย/ตัวชี้วัด", Targets;
    /// What is aimed at, where it stands apart from the indicator.
    Target = "target", en "target", th "เป้าหมาย", form "ค่าเป้าหมาย", Targets;
    /// What was measured before.
    Baseline = "baseline", en "baseline", th "ข้อมูลพื้นฐาน", form "ข้อมูลพื้นฐาน", Words;
    /// What targets and results are counted in.
    Unit = "unit", en "unit", th "หน่วยนับ", form "หน่วยนับ", Words;
    /// Result.
    Result = "result", en "result", th "ผลการดำเนินงาน", form "ผลการดำเนินงาน", Figures;
    /// Budget.
    Budget = "budget", en "budget", th "งบประมาณ", form "งบประมาณ", Money;
    /// What of the budget was spent.
    BudgetUsed = "budget_used", en "budget used", th "งบประมาณที่ใช้", form "ผลการเบิกจ่าย", Money;
    /// What of the budget is left.
    BudgetLeft = "budget_left", en "budget left", th "งบประมาณคงเหลือ", form "คงเหลือ", Money;
    /// Who pays.
    Source = "source", en "source", th "แหล่งงบประมาณ", form "แหล่งงบประมาณ", Words;
    /// Measure.
    Measure = "measure", en "measure", th "มาตรการ", form "มาตรการ", Title;
    /// Steps of a measure.
    Steps = "steps", en "steps", th "ขั้นตอน", form "ขั้นตอน/วิธีการดำเนินงาน", Entries;
    /// Outcome of a measure.
    Outcome = "outcome", en "outcome", th "ผลลัพธ์", form "ผลลัพธ์หรือผลสำเร็จ", Figures;
    /// What is expected to come of it.
    Expected = "expected", en "expected", th "ผลที่คาดว่าจะได้รับ", form "ผลที่คาดว่าจะได้รับ", Entries;
    /// Who is responsible.
    Responsible = "responsible", en "responsible", th "ผู้รับผิดชอบ", form "ผู้รับผิดชอบ", Words;
    /// When it is carried out.
    Period = "period", en "period", th "ระยะเวลา", form "ระยะเวลาดำเนินการ", Words;
    /// Marks that say in which month, quarter or year it is carried out.
    Schedule = "schedule", en "schedule", th "แผนการดำเนินงาน", form "แผนการดำเนินงาน", Words;
    /// Where it is carried out.
    Place = "place", en "place", th "สถานที่", form "สถานที่ดำเนินการ", Words;
    /// Who takes part.
    Participants = "participants", en "participants", th "ผู้เข้าร่วม", form "กลุ่มเป้าหมาย", Words;
    /// What went wrong.
    Problem = "problem", en "problem", th "ปัญหา/อุปสรรค", form "ปัญหา/อุปสรรค", Words;
    /// What is suggested for the time to come.
    Suggestion = "suggestion", en "suggestion", th "ข้อเสนอแนะ", form "ข้อเสนอแนะ", Words;
    /// What proves it.
    Evidence = "evidence", en "evidence", th "หลักฐาน", form "หลักฐาน", Words;
    /// How far it is.
    Status = "status", en "status", th "สถานะ", form "สถานะการดำเนินงาน", Words;
    /// A part of a hundred.
    Percent = "percent", en "percent", th "ร้อยละ", form "ร้อยละ", Words;
    /// A score.
    Score = "score", en "score", th "คะแนน", form "คะแนน", Words;
    /// A risk.
    Risk = "risk", en "risk", th "ความเสี่ยง", form "ความเสี่ยง", Words;
    /// How likely a risk is.
    Likelihood = "likelihood", en "likelihood", th "โอกาส", form "โอกาสเกิด", Words;
    /// How grave a risk is.
    Impact = "impact", en "impact", th "ผลกระทบ", form "ผลกระทบ", Words;
    /// A level, of a risk mostly.
    Level = "level", en "level", th "ระดับ", form "ระดับ", Words;
    /// A note.
    Note = "note", en "note", th "หมายเหตุ", form "หมายเหตุ", Words;
}

impl Role {
    /// The role with this word.
    ///
    /// ```
    /// use raingan::role::Role;
    /// assert_eq!(Role::of_word("budget"), Some(Role::Budget));
    /// assert_eq!(Role::of_word("other_2"), Some(Role::Other(2)));
    /// assert_eq!(Role::of_word("colour"), None);
    /// ```
    pub fn of_word(word: &str) -> Option<Role> {
        let named = Role::WORDS.iter().position(|(known, _)| *known == word);
        named
            .map(|at| Role::ALL[at])
            .or_else(|| Some(Role::Other(word.strip_prefix("other_")?.parse().ok()?)))
    }

    /// Its names in English and in Thai; `None` for a column that is named by its heading alone.
    pub fn names(self) -> Option<(&'static str, &'static str)> {
        self.line().map(|line| (line.en, line.th))
    }

    /// The heading that the form of these reports prints over it.
    pub fn form_heading(self) -> Option<&'static str> {
        self.line().map(|line| line.form_th)
    }

    /// Whether its cells hold amounts of money.
    pub fn is_money(self) -> bool {
        self.holds() == Holds::Money
    }

    /// What its cells say.
    pub fn holds(self) -> Holds {
        self.line().map_or(Holds::Words, |line| line.holds)
    }

    /// Whether the CSV has a column of its own for it. Numbers have one already: that of the item.
    pub fn has_csv_column(self) -> bool {
        !matches!(self, Role::Other(_)) && self.holds() != Holds::Number
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Role::Other(n) => write!(f, "other_{n}"),
            named => f.write_str(named.line().map_or("", |line| line.word)),
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Role, D::Error> {
        let word = String::deserialize(d)?;
        Role::of_word(&word)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown role {word:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_and_its_word_are_one() {
        for role in Role::ALL.iter().copied().chain([Role::Other(1), Role::Other(12)]) {
            assert_eq!(Role::of_word(&role.to_string()), Some(role));
        }
    }
}
