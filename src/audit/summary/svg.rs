//! A summary as a chart: one SVG 1.1 file without script, font or picture from elsewhere.

use std::fmt::Write as _;

use super::table::{amount, cut, name};
use super::{Group, Summary};
use crate::contract::output::Lang;
use crate::contract::output::svg::{FONTS, xml};

/// Met, missed and undecided: apart also for eyes that confuse red and green.
const COLORS: [&str; 3] = ["#1b7837", "#c2410c", "#6b7280"];
/// The colour of budgets.
const BUDGET: &str = "#2b5c8a";

/// Sizes, in the units of the drawing.
const WIDTH: f64 = 900.0;
const LEFT: f64 = 320.0;
const BAR: f64 = 330.0;
const ROW: f64 = 46.0;
const TOP: f64 = 92.0;
/// The widest title beside a bar, in columns.
const TITLE_COLUMNS: usize = 40;

/// The summary as an SVG document: for each strategy what became of its targets, and its budget.
pub fn svg(summary: &Summary, lang: Lang) -> String {
    let height = TOP + ROW * summary.groups.len() as f64 + 24.0;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-family=\"{FONTS}\" font-size=\"13\">\n"
    );
    let title = title(summary, lang);
    let _ = writeln!(out, "<title>{}</title>", escape(&title));
    out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    words(&mut out, 16.0, 28.0, "start", "font-size=\"16\" font-weight=\"bold\"", &title);
    legend(&mut out, lang);
    let most_targets = summary.groups.iter().map(targets).max().unwrap_or(0).max(1);
    let most_baht =
        summary.groups.iter().map(|g| g.budget.amount_thb.satang).max().unwrap_or(0).max(1);
    for (i, group) in summary.groups.iter().enumerate() {
        let y = TOP + ROW * i as f64;
        words(&mut out, 16.0, y + 18.0, "start", "", &cut(&name(group, lang), TITLE_COLUMNS));
        bars(&mut out, group, y, most_targets);
        budget(&mut out, group, y, most_baht, lang);
    }
    out.push_str("</svg>\n");
    out
}

fn title(summary: &Summary, lang: Lang) -> String {
    let year =
        summary.fiscal_year_be.map(|be| format!("{} {be}", lang.pick("fiscal year", "ปีงบประมาณ")));
    let name = summary.agency.clone().or_else(|| summary.file.clone());
    name.into_iter().chain(year).collect::<Vec<_>>().join(", ")
}

fn targets(group: &Group) -> usize {
    group.targets.met + group.targets.missed + group.targets.undecided
}

fn legend(out: &mut String, lang: Lang) {
    let names = [
        lang.pick("targets met", "บรรลุเป้าหมาย"),
        lang.pick("missed", "ไม่บรรลุ"),
        lang.pick("undecided", "ตัดสินไม่ได้"),
    ];
    for (i, (name, color)) in names.iter().zip(COLORS).enumerate() {
        let x = LEFT + 120.0 * i as f64;
        block(out, x, 50.0, 12.0, 12.0, color);
        words(out, x + 18.0, 61.0, "start", "", name);
    }
    block(out, LEFT + BAR + 30.0, 50.0, 12.0, 12.0, BUDGET);
    words(out, LEFT + BAR + 48.0, 61.0, "start", "", lang.pick("budget (baht)", "งบประมาณ (บาท)"));
}

/// What became of a group's targets, as one bar in three parts with their counts.
fn bars(out: &mut String, group: &Group, y: f64, most: usize) {
    let counts = [group.targets.met, group.targets.missed, group.targets.undecided];
    let mut x = LEFT;
    for (count, color) in counts.into_iter().zip(COLORS) {
        let width = BAR * count as f64 / most as f64;
        if count > 0 {
            block(out, x, y + 4.0, width, 20.0, color);
            words(out, x + width / 2.0, y + 19.0, "middle", "fill=\"#ffffff\"", &count.to_string());
        }
        x += width;
    }
}

fn budget(out: &mut String, group: &Group, y: f64, most: i64, lang: Lang) {
    let (x, room) = (LEFT + BAR + 30.0, WIDTH - LEFT - BAR - 46.0);
    let share = group.budget.amount_thb.satang.max(0) as f64 / most as f64;
    block(out, x, y + 4.0, room * share, 8.0, BUDGET);
    let unknown = group.budget.without_amount + group.budget.not_stated + group.budget.unread;
    let more = match unknown {
        0 => String::new(),
        n => format!(" (+{n} {})", lang.pick("not known", "ไม่ทราบ")),
    };
    let amount = amount(&group.budget);
    words(out, x, y + 27.0, "start", "", &format!("{amount}{more}"));
}

fn block(out: &mut String, x: f64, y: f64, width: f64, height: f64, color: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{color}\"/>"
    );
}

fn words(out: &mut String, x: f64, y: f64, anchor: &str, style: &str, text: &str) {
    let text = escape(text);
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" {style}>{text}</text>"
    );
}

/// Text for XML; a character that it forbids is shown as U+FFFD.
fn escape(text: &str) -> String {
    xml(text, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::summary::tests::some;

    #[test]
    fn the_chart_is_sound_xml_whatever_a_title_says() {
        let mut summary = some();
        summary.groups[0].title = Some("<script>alert(1)</script> & \"\u{1}\"".to_owned());
        let chart = svg(&summary, Lang::En);
        let read = roxmltree::Document::parse(&chart).unwrap();
        assert!(read.descendants().all(|node| !node.has_tag_name("script")));
        let said: Vec<&str> = read.descendants().filter_map(|n| n.text()).collect();
        assert!(said.iter().any(|t| t.contains("<script>alert(1)")), "{said:?}");
        assert!(said.iter().any(|t| t.contains("1,800.5 (+3 not known)")), "{said:?}");
    }

    #[test]
    fn a_report_without_groups_is_a_chart_too() {
        let mut summary = some();
        summary.groups.clear();
        assert!(roxmltree::Document::parse(&svg(&summary, Lang::Th)).is_ok());
    }
}
