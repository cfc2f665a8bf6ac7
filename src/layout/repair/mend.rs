//! The repairs that need the word list, one after the other.

use super::{Doubt, spacing, words};
use crate::layout::{Census, Line};

/// Repairs the lines of a page with the word list where `census` shows that they are damaged, and
/// returns the damaged places for which the list leaves more than one reading.
///
/// Lines that are not damaged stay as they are.
pub fn mend(lines: &mut [&mut Line], census: &Census) -> Vec<Doubt> {
    if census.spaced > 0 {
        lines.iter_mut().for_each(|line| spacing::close_up(line));
    }
    words::mend(lines, census)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::layout::{Cluster, Frame};

    /// A line of 10 pt clusters: their text and width; what follows starts where they end.
    fn line(clusters: &[(&str, f32)]) -> Line {
        let mut x = 0.0;
        let cluster = |(text, width): &(&str, f32)| {
            x += width;
            Cluster {
                text: (*text).into(),
                bbox: Rect::new(x - width, 90.0, x, 102.0),
                baseline: 100.0,
                size: 10.0,
                ..Cluster::default()
            }
        };
        let clusters = clusters.iter().map(cluster).collect();
        let frame = Frame { page: 1, size: (900.0, 200.0), ..Frame::NOWHERE }.within(0.0, 900.0);
        crate::layout::lines(frame, clusters).remove(0)
    }

    /// A text as clusters of 5 pt, spaces of 2.5 pt.
    fn spelled(text: &str) -> Line {
        use unicode_segmentation::UnicodeSegmentation;
        let split = |g| if g == "า" { (g, 5.0) } else { (g, if g == " " { 2.5 } else { 5.0 }) };
        line(&text.graphemes(true).map(split).collect::<Vec<_>>())
    }

    /// What lines say once they are mended, and the runs in doubt.
    fn mended(mut lines: Vec<Line>) -> (Vec<String>, Vec<String>) {
        let census = Census::of(lines.iter());
        let doubts = mend(&mut lines.iter_mut().collect::<Vec<_>>(), &census);
        (lines.iter().map(Line::text).collect(), doubts.into_iter().map(|d| d.raw).collect())
    }

    #[test]
    fn a_lost_sara_am_comes_back_where_one_reading_is_left() {
        let (text, doubts) = mended(vec![
            spelled("การดาเนินงานของสานักงานปลัดกระทรวง"),
            spelled("จานวนบุคลากรที่ผ่านการอบรมและพัฒนา"),
            spelled("เพื่อทาต่อไป"),
        ]);
        assert_eq!(text[..2], ["การดำเนินงานของสำนักงานปลัดกระทรวง", "จำนวนบุคลากรที่ผ่านการอบรมและพัฒนา"]);
        assert_eq!(doubts, ["เพื่อทาต่อไป"], "ทา and ทำ are words");
        assert_eq!(text[2], "เพื่อทาต่อไป");
    }

    #[test]
    fn a_page_that_shows_sara_am_has_not_lost_any() {
        let sound = [
            "การดำเนินงานตามแผนปฏิบัติราชการประจำปี",
            "กานัลทาสีอาคารและตากล้องลากรถ",
            "มาตราการบริหารงานบุคลากร",
        ];
        let (text, doubts) = mended(sound.iter().map(|t| spelled(t)).collect());
        assert_eq!(
            (text.iter().map(String::as_str).collect::<Vec<_>>(), doubts),
            (sound.to_vec(), vec![])
        );
    }

    #[test]
    fn sara_am_for_every_sara_aa_is_told_from_its_own() {
        let (text, doubts) = mended(vec![
            spelled("ภำยใต้ยุทธศำสตร์ชำติที่ได้มีกำรแก้ไขเพิ่มเติมให้มีควำมสอดคล้อง"),
            spelled("กับสถำนกำรณ์ในกำรพัฒนำประเทศและกำรดำเนินงำนของบุคลำกร"),
        ]);
        assert_eq!(text[0], "ภายใต้ยุทธศาสตร์ชาติที่ได้มีการแก้ไขเพิ่มเติมให้มีความสอดคล้อง");
        assert_eq!(text[1], "กับสถานการณ์ในการพัฒนาประเทศและการดำเนินงานของบุคลากร");
        assert_eq!(doubts, [""; 0]);
    }

    #[test]
    fn a_space_before_sara_aa_goes_with_its_ring() {
        assert_eq!(mended(vec![spelled("จ ากัด ส านักงาน ด าเนินการ")]).0, ["จำกัด สำนักงาน ดำเนินการ"]);
        assert_eq!(mended(vec![spelled("ความหม ายของคำ")]).0, ["ความหมายของคำ"]);
    }

    #[test]
    fn an_unknown_character_is_read_where_one_letter_fits() {
        let marks = line(&[
            ("ผู", 5.0),
            ("\u{FFFD}", 0.0),
            ("บ", 5.0),
            ("ริ", 5.0),
            ("ห", 5.0),
            ("า", 5.0),
            ("ร", 5.0),
        ]);
        let ring =
            line(&[("จ", 5.0), ("\u{FFFD}", 0.0), ("า", 5.0), ("น", 5.0), ("ว", 5.0), ("น", 5.0)]);
        let letter = line(&[
            ("โ", 5.0),
            ("ค", 5.0),
            ("\u{FFFD}", 5.0),
            ("ง", 5.0),
            ("ก", 5.0),
            ("า", 5.0),
            ("ร", 5.0),
        ]);
        let both = line(&[("แ", 5.0), ("ม่", 5.0), ("น", 5.0), ("\u{FFFD}", 0.0), ("า", 5.0)]);
        let open = line(&[("ไ", 5.0), ("ม", 5.0), ("\u{FFFD}", 0.0)]);
        let (text, doubts) = mended(vec![marks, ring, letter, both, open]);
        assert_eq!(text, ["ผู้บริหาร", "จำนวน", "โครงการ", "แม่น้ำ", "ไม\u{FFFD}"]);
        assert_eq!(doubts, ["ไม\u{FFFD}"]);
    }

    #[test]
    fn an_ascii_sign_is_a_mark_where_it_always_makes_words() {
        let (text, _) = mended(vec![
            spelled("เกณฑ!การประเมิน"),
            spelled("องค!กรและศูนย!"),
            spelled("ศิลป!วัฒนธรรม"),
        ]);
        assert_eq!(text, ["เกณฑ์การประเมิน", "องค์กรและศูนย์", "ศิลป์วัฒนธรรม"]);
        let (text, _) = mended(vec![spelled("ดีมาก!"), spelled("ยินดีต้อนรับ!"), spelled("เกณฑ!")]);
        assert_eq!(text, ["ดีมาก!", "ยินดีต้อนรับ!", "เกณฑ!"]);
    }

    #[test]
    fn a_sign_beside_other_damage_takes_nothing_with_it() {
        let (text, _) =
            mended(vec![spelled("ความรู้!และส านักงาน"), spelled("คว ามพึงพอใจ"), spelled("ความ!")]);
        assert_eq!(text, ["ความรู้!และสำนักงาน", "ความพึงพอใจ", "ความ!"]);
    }

    #[test]
    fn letters_set_apart_are_words_again() {
        let (text, _) = mended(vec![
            spelled("ใ ห้ กั บ ห น่ ว ย ง า น ข อ ง มหาวิทยาลัย"),
            spelled("ก ข ค ง จ ฉ ช"),
        ]);
        assert_eq!(text, ["ให้กับหน่วยงานของ มหาวิทยาลัย", "ก ข ค ง จ ฉ ช"]);
    }

    #[test]
    fn mending_twice_is_mending_once() {
        for said in [
            "การดาเนินงานของสานักงานจานวนบุคลากรทาการมา",
            "จ ากัด ส านักงาน",
            "เกณฑ!องค!กร",
            "ห น่ ว ย ง า น ข อ ง",
        ] {
            let once = mended(vec![spelled(said)]);
            assert_eq!(mended(vec![spelled(&once.0[0])]).0, once.0, "{said}");
        }
    }
}
