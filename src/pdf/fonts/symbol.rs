//! Symbol fonts: what a code of Wingdings, Webdings, Symbol or Zapf Dingbats draws.
//!
//! Each table is the published one, from code 20 to FF, with the characters that Unicode has for its
//! signs; the signs that forms are filled in with are written as people write them (☐ and not 🞎).

use super::evidence::Evidence;

/// A symbol font by the key of its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
    Symbol,
    ZapfDingbats,
}

/// What stands in the tables where a code draws nothing that has a character.
const NONE: char = '\u{FFFD}';
/// Wingdings. Signs that fonts have by older names are these: ❍ and not 🔿.
const WINGDINGS: &str = concat!(
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍",
    "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉",
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□❐❑❒🞟⧫◆❖⬩☒⮹⌘❀✿❝❞▯",
    "⓪①②③④⑤⑥⑦⑧⑨⑩🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•",
    "⬝○◯🞈◉◎❍▪☐🟁✦★✶✴✹✵⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←",
    "→↑↓🡬🡭🡯🡮🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑�",
);
/// Wingdings 2. A tick and a cross in a box are a box, whatever their strokes.
const WINGDINGS2: &str = concat!(
    " 🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙",
    "🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓☒☑☒☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺",
    "🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿�",
    "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄●●○🞅🞇🞉⊙⦿🞌",
    "🞍◾■☐🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁",
    "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺",
    "🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂������",
);
/// Wingdings 3.
const WINGDINGS3: &str = concat!(
    " ⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧",
    "⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥",
    "🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁�",
    "🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅",
    "🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽",
    "🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷",
    "🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗���������������",
);
/// Webdings.
const WEBDINGS: &str = concat!(
    " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳",
    "🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫",
    "⮔✔🚲☐🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲�",
    "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻",
    "🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻",
    "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫",
    "🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊",
);
/// Symbol (ISO 32000-2, D.6).
const SYMBOL: &str = concat!(
    " !∀#∃%&∍()*+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~�",
    "��������������������������������",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�",
);
/// ITC Zapf Dingbats (ISO 32000-2, D.6).
const ZAPF_DINGBATS: &str = concat!(
    " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟",
    "✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿",
    "❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞�",
    "❨❩❪❫❬❭❮❯❰❱❲❳❴❵������������������",
    "�❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿",
    "➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟",
    "➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯�➱➲➳➴➵➶➷➸➹➺➻➼➽➾�",
);
/// The first code of a symbol font, a space, is glyph 3 in fonts by Microsoft.
const FIRST: (u32, u32) = (0x20, 3);
/// Glyphs of the font programs that draw all codes from the first on in order.
const IN_ORDER: [(SymbolFont, u32); 1] = [(SymbolFont::Wingdings2, 220)];

/// The bullet of Symbol, which is the one sign that OpenSymbol takes from there.
const BULLET: char = '\u{F0B7}';

/// What a code says that LibreOffice kept of Wingdings, in whose place it sets OpenSymbol; `family`: the
/// key of the font's family.
pub(super) fn kept_code(claim: &str, family: impl FnOnce() -> String) -> Option<(char, Evidence)> {
    let mut chars = claim.chars();
    let (Some(c @ '\u{F020}'..='\u{F0FF}'), None) = (chars.next(), chars.next()) else {
        return None;
    };
    if !matches!(family().as_str(), "opensymbol" | "starsymbol") {
        return None;
    }
    match c {
        BULLET => Some(('•', Evidence::Layout)),
        _ => SymbolFont::Wingdings.character(c as u32),
    }
}

impl SymbolFont {
    /// The symbol font that a family's key names.
    pub fn named(key: &str) -> Option<SymbolFont> {
        match key {
            "wingdings" | "wingdingsregular" => Some(SymbolFont::Wingdings),
            "wingdings2" => Some(SymbolFont::Wingdings2),
            "wingdings3" => Some(SymbolFont::Wingdings3),
            "webdings" => Some(SymbolFont::Webdings),
            "symbol" | "symbolmt" => Some(SymbolFont::Symbol),
            "zapfdingbats" | "itczapfdingbats" | "dingbats" | "zapfdingbatsitc" => {
                Some(SymbolFont::ZapfDingbats)
            }
            _ => None,
        }
    }

    /// The character that a code draws: of one byte, or F000 to F0FF as in the font's own table.
    pub fn character(self, code: u32) -> Option<(char, Evidence)> {
        let code = match code {
            0..=0xFF => code as u8,
            0xF000..=0xF0FF => (code - 0xF000) as u8,
            _ => return None,
        };
        let at = usize::from(code).checked_sub(FIRST.0 as usize)?;
        self.table().chars().nth(at).filter(|c| *c != NONE).map(|c| (c, Evidence::Layout))
    }

    /// Whether one of its codes draws a character.
    pub fn draws(self, c: char) -> bool {
        c != NONE && self.table().contains(c)
    }

    fn table(self) -> &'static str {
        match self {
            SymbolFont::Wingdings => WINGDINGS,
            SymbolFont::Wingdings2 => WINGDINGS2,
            SymbolFont::Wingdings3 => WINGDINGS3,
            SymbolFont::Webdings => WEBDINGS,
            SymbolFont::Symbol => SYMBOL,
            SymbolFont::ZapfDingbats => ZAPF_DINGBATS,
        }
    }

    /// The code that a glyph draws, where the program's number of glyphs says that all are in
    /// order.
    pub fn code_of_glyph(self, glyph: u32, glyph_count: u32) -> Option<u32> {
        let in_order = IN_ORDER.contains(&(self, glyph_count));
        (in_order && glyph >= FIRST.1).then(|| glyph - FIRST.1 + FIRST.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_boxes_whatever_says_their_code() {
        for (key, code, c) in [
            ("wingdings", 0xF0FE, '☑'),
            ("wingdings", 0xFE, '☑'),
            ("wingdings", 0xA8, '☐'),
            ("wingdings2", 0xF0A3, '☐'),
            ("wingdings2", 0x52, '☑'),
            ("wingdings2", 0xF050, '✓'),
            ("wingdings", 0xA6, '❍'),
            ("wingdings", 0xF0FC, '✓'),
            ("wingdings3", 0x75, '▶'),
            ("webdings", 0x63, '☐'),
            ("webdings", 0x61, '✔'),
            ("zapfdingbats", 0x33, '✓'),
            ("zapfdingbats", 0x6F, '❏'),
            ("symbol", 0xF0B7, '•'),
            ("symbol", 0xA7, '♣'),
            ("symbol", 0xAA, '♠'),
        ] {
            assert_eq!(
                SymbolFont::named(key).and_then(|f| f.character(code)).map(|p| p.0),
                Some(c),
                "{key} {code:x}"
            );
        }
        assert_eq!(SymbolFont::Wingdings.character(0xFF), None);
        assert_eq!(SymbolFont::ZapfDingbats.character(0x1F), None);
        assert_eq!(SymbolFont::Wingdings.character(0x0E01), None);
        assert_eq!(SymbolFont::named("thsarabunpsk"), None);
    }

    #[test]
    fn a_sign_that_a_font_draws_is_no_code() {
        assert!(SymbolFont::Symbol.draws('×') && !SymbolFont::Symbol.draws('A'));
        assert!(!SymbolFont::Wingdings.draws('ü') && !SymbolFont::Wingdings.draws(NONE));
    }

    #[test]
    fn what_stands_for_wingdings_keeps_its_codes() {
        let kept = |key: &str, claim| kept_code(claim, || key.to_owned()).map(|(c, _)| c);
        assert_eq!(kept("opensymbol", "\u{F0FE}"), Some('☑'));
        assert_eq!(kept("opensymbol", "\u{F0A8}"), Some('☐'));
        assert_eq!(kept("opensymbol", "\u{F0B7}"), Some('•'));
        assert_eq!(kept("opensymbol", "ก"), None);
        assert_eq!(kept("sarabun", "\u{F0FE}"), None);
    }

    #[test]
    fn the_tables_are_whole() {
        for table in [WINGDINGS, WINGDINGS2, WINGDINGS3, WEBDINGS, SYMBOL, ZAPF_DINGBATS] {
            assert_eq!(table.chars().count(), 0x100 - 0x20);
            assert!(table.starts_with(' '));
        }
    }
}
