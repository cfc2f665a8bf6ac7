//! How the text of a page is set: colour, direction and size of each stretch of glyphs.

/// More ways to set text than these are a drawing; the others are not told apart.
const MOST: usize = 400;

/// How a stretch of glyphs is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Red, green and blue as they look on white paper.
    pub colour: [u8; 3],
    /// Where the baseline leads on the page as displayed, of length 1, to a hundredth.
    pub direction: (f32, f32),
    /// The font size in points, to a tenth.
    pub size: f32,
    /// Whether the file itself calls it a watermark.
    pub called_watermark: bool,
}

/// The stretches of glyphs of a page, each set in one style.
#[derive(Default)]
pub(super) struct Runs {
    pub styles: Vec<Style>,
    /// The first glyph of each stretch, and the index of its style.
    pub starts: Vec<(usize, usize)>,
}

impl Runs {
    /// Notes the style of the glyphs from `first` on.
    pub fn note(&mut self, first: usize, style: Style) {
        let last = self.starts.last().map(|(_, style)| *style);
        if last.is_some_and(|last| self.styles[last] == style) {
            return;
        }
        let known = self.styles.iter().rposition(|known| *known == style);
        let index = match (known, last) {
            (Some(index), _) => index,
            (None, Some(last)) if self.styles.len() >= MOST => last,
            _ => {
                self.styles.push(style);
                self.styles.len() - 1
            }
        };
        self.starts.push((first, index));
    }

    /// The stretches of a page of `count` glyphs: from, to, and the index of their style.
    pub fn stretches(&self, count: usize) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let ends = self.starts.iter().skip(1).map(|(first, _)| *first).chain([count]);
        self.starts.iter().zip(ends).map(|((from, style), to)| (*from, to, *style))
    }
}
