//! A summary as a chart: one SVG 1.1 file without script, font or picture from elsewhere.

use std::fmt::Write as _;

use super::labels::{amount, cut, group_name, year};
use super::model::{Group, Summary};
use crate::contract::output::Lang;
use crate::contract::output::svg::{FONTS, xml};

/// Met, missed and undecided: apart also for eyes that confuse red and green.
const COLORS: [&str; 3] = ["#1b7837", "#c2410c", "#6b7280"];
/// The colour of budgets.
const BUDGET: &str = "#2b5c8a";

// Sizes, in the units of the drawing; a word stands on its baseline.

/// The width of the drawing.
const WIDTH: f64 = 900.0;
/// Where titles begin.
const MARGIN: f64 = 16.0;
/// Where the bars of targets begin.
const LEFT: f64 = 320.0;
/// The width of the longest bar of targets.
const BAR: f64 = 330.0;
/// Where the bars of budgets begin.
const BUDGET_LEFT: f64 = LEFT + BAR + 30.0;
/// The width of the longest bar of a budget.
const BUDGET_BAR: f64 = WIDTH - LEFT - BAR - 46.0;
/// The height of a group's row.
const ROW: f64 = 46.0;
/// Where the first row begins.
const TOP: f64 = 92.0;
/// The room below the last row.
const BELOW: f64 = 24.0;
/// Where the drawing's title stands.
const TITLE_LINE: f64 = 28.0;
/// Where the legend begins, where its words stand, and how far its entries are apart.
const LEGEND_TOP: f64 = 50.0;
const LEGEND_LINE: f64 = 61.0;
const LEGEND_STEP: f64 = 120.0;
/// The side of a square of the legend, and how far behind its left edge its word begins.
const SQUARE: f64 = 12.0;
const WORD_BEHIND: f64 = 18.0;
/// Within a row: where its bars begin, and how high each is.
const BAR_TOP: f64 = 4.0;
const BAR_HEIGHT: f64 = 20.0;
const BUDGET_HEIGHT: f64 = 8.0;
/// Within a row: where the group's name, the counts of targets and the amount stand.
const NAME_LINE: f64 = 18.0;
const COUNT_LINE: f64 = 19.0;
const AMOUNT_LINE: f64 = 27.0;
/// The widest title beside a bar, in columns.
const TITLE_COLUMNS: usize = 40;

/// The summary as an SVG document: for each strategy what became of its targets, and its budget.
pub fn svg(summary: &Summary, lang: Lang) -> String {
    let height = TOP + ROW * summary.groups.len() as f64 + BELOW;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-family=\"{FONTS}\" font-size=\"13\">\n"
    );
    let title = title(summary, lang);
    let _ = writeln!(out, "<title>{}</title>", escape(&title));
    out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    let bold = "font-size=\"16\" font-weight=\"bold\"";
    add_words(&mut out, MARGIN, TITLE_LINE, "start", bold, &title);
    add_legend(&mut out, lang);
    let most_targets = summary.groups.iter().map(targets).max().unwrap_or(0).max(1);
    let amounts = summary.groups.iter().map(|group| group.budget.amount_thb.satang);
    let most_satang = amounts.max().unwrap_or(0).max(1);
    for (i, group) in summary.groups.iter().enumerate() {
        let y = TOP + ROW * i as f64;
        let name = cut(&group_name(group, lang), TITLE_COLUMNS);
        add_words(&mut out, MARGIN, y + NAME_LINE, "start", "", &name);
        add_targets(&mut out, group, y, most_targets);
        add_budget(&mut out, group, y, most_satang, lang);
    }
    out.push_str("</svg>\n");
    out
}

fn title(summary: &Summary, lang: Lang) -> String {
    let name = summary.agency.clone().or_else(|| summary.file.clone());
    name.into_iter().chain(year(summary, lang)).collect::<Vec<_>>().join(", ")
}

fn targets(group: &Group) -> usize {
    group.targets.met + group.targets.missed + group.targets.undecided
}

fn add_legend(out: &mut String, lang: Lang) {
    let names = [
        lang.pick("targets met", "บรรลุเป้าหมาย"),
        lang.pick("missed", "ไม่บรรลุ"),
        lang.pick("undecided", "ตัดสินไม่ได้"),
    ];
    for (i, (name, color)) in names.iter().zip(COLORS).enumerate() {
        add_legend_entry(out, LEFT + LEGEND_STEP * i as f64, color, name);
    }
    add_legend_entry(out, BUDGET_LEFT, BUDGET, lang.pick("budget (baht)", "งบประมาณ (บาท)"));
}

fn add_legend_entry(out: &mut String, x: f64, color: &str, name: &str) {
    add_block(out, x, LEGEND_TOP, SQUARE, SQUARE, color);
    add_words(out, x + WORD_BEHIND, LEGEND_LINE, "start", "", name);
}

/// What became of a group's targets, as one bar in three parts with their counts.
fn add_targets(out: &mut String, group: &Group, y: f64, most: usize) {
    let counts = [group.targets.met, group.targets.missed, group.targets.undecided];
    let mut x = LEFT;
    for (count, color) in counts.into_iter().zip(COLORS) {
        let width = BAR * count as f64 / most as f64;
        if count > 0 {
            add_block(out, x, y + BAR_TOP, width, BAR_HEIGHT, color);
            let (middle, white) = (x + width / 2.0, "fill=\"#ffffff\"");
            add_words(out, middle, y + COUNT_LINE, "middle", white, &count.to_string());
        }
        x += width;
    }
}

/// The sum of a group's budgets as a bar, and how many cells it does not know.
fn add_budget(out: &mut String, group: &Group, y: f64, most: i64, lang: Lang) {
    let share = group.budget.amount_thb.satang.max(0) as f64 / most as f64;
    add_block(out, BUDGET_LEFT, y + BAR_TOP, BUDGET_BAR * share, BUDGET_HEIGHT, BUDGET);
    let more = match group.budget.not_known() {
        0 => String::new(),
        n => format!(" (+{n} {})", lang.pick("not known", "ไม่ทราบ")),
    };
    let amount = format!("{}{more}", amount(&group.budget));
    add_words(out, BUDGET_LEFT, y + AMOUNT_LINE, "start", "", &amount);
}

fn add_block(out: &mut String, x: f64, y: f64, width: f64, height: f64, color: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{color}\"/>"
    );
}

fn add_words(out: &mut String, x: f64, y: f64, anchor: &str, style: &str, text: &str) {
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
    use crate::audit::summary::count::tests::some;

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
