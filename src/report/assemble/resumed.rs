//! Plans that go on behind tables of another form, which stand between two of their levels.

use super::*;

impl Walk {
    /// Opens the last plan again, with its levels, where only tables of another form followed it and a
    /// level counts on from one of its levels.
    pub(super) fn resume_plan(&mut self, level: &Level) {
        let is_other = |section: &Open| matches!(section, Open::Other { .. });
        let stays = self.plan_is_open() || self.prose.has_waiting();
        let Some(at) = self.sections.iter().rposition(|section| !is_other(section)) else { return };
        if stays || !self.levels.goes_on_with(level) {
            return;
        }
        if let Open::Plan(plan) = &mut self.sections[at] {
            plan.place.get_or_insert(at);
            let plan = self.sections.remove(at);
            self.sections.push(plan);
        }
    }
}

/// The sections in the order in which they begin: a plan that was opened again stands where it was.
pub(super) fn in_order(mut sections: Vec<Open>) -> Vec<Open> {
    for from in 0..sections.len() {
        if let Open::Plan(OpenPlan { place: Some(place), .. }) = &sections[from] {
            let place = *place.min(&from);
            let plan = sections.remove(from);
            sections.insert(place, plan);
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::parts;

    const WAYS: &str = "มาตรการ\tขั้นตอน/วิธีการดำเนินการ\tผู้รับผิดชอบ\tผลลัพธ์";
    const SCORES: &str = "ตัวชี้วัด\tปี ๒๕๖๖\tปี ๒๕๖๗";

    /// The sections: of plans the levels with their numbers and how many items the last one has.
    fn sections(lines: &[&str]) -> Vec<String> {
        let number = |number: &Option<String>| number.clone().unwrap_or("-".into());
        let report = assemble(parts(lines), Vec::new());
        let said = report.sections.iter().map(|section| match section {
            Section::ActionPlan(plan) => {
                let strategies = plan.strategies.iter().map(|strategy| {
                    let tactics = strategy.tactics.iter();
                    let tactics: Vec<String> = tactics
                        .map(|tactic| {
                            format!("{}={}", number(&tactic.number), tactic.projects.len())
                        })
                        .collect();
                    format!("{}: {}", number(&strategy.number), tactics.join(" "))
                });
                strategies.collect::<Vec<_>>().join(", ")
            }
            Section::Other(other) => format!("{} other", other.tables.len()),
            _ => "?".to_owned(),
        });
        said.collect()
    }

    #[test]
    fn a_level_that_counts_on_behind_a_table_of_another_form_is_of_the_same_plan() {
        let way = "๑. ดูแลโคมไฟ\tตรวจโคมไฟ\tกองช่าง\tสว่าง";
        let score = "ความสว่าง\t๘๐\t๙๐";
        let plan = [
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ",
            "กลยุทธ์ที่ ๑.๑ ดูแลหิ่งห้อย",
            WAYS,
            way,
            SCORES,
            score,
            "กลยุทธ์ที่ ๑.๒ ดูแลดาว",
            WAYS,
            way,
            SCORES,
            score,
            "ยุทธศาสตร์ที่ ๒ ดูแลแสงริมทาง",
            "กลยุทธ์ที่ ๒.๑ ดูแลป้ายไฟ",
            WAYS,
            way,
        ];
        assert_eq!(sections(&plan), ["1: 1.1=1 1.2=1, 2: 2.1=1", "1 other", "1 other"]);
        let again = [&plan[..6], &plan[..1], &plan[6..9]].concat();
        assert_eq!(sections(&again), ["1: 1.1=1 1.2=1", "1 other"]);
        let anew = [&plan[..6], &["ยุทธศาสตร์ที่ ๑ ดูแลป่า", "กลยุทธ์ที่ ๑.๑ ดูแลต้นไม้", WAYS, way]].concat();
        assert_eq!(sections(&anew), ["1: 1.1=1", "1 other", "1: 1.1=1"]);
    }
}
