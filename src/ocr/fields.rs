//! Dark fields → paper: what is printed on a filled box or on a coloured cover, black or white,
//! becomes black on white.
//!
//! The gray that most of the neighbourhood of a place has is its ground. Where grounds of one gray
//! lie together and are darker than the paper of the page, they are a field; what is drawn on it is
//! darker than it or brighter.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ocr::gray::Gray;
use crate::ocr::prevailing::grounds;
use crate::union::UnionFind;

/// Dots an inch at which the ground is looked at.
const LOOK: f32 = 50.0;
/// The neighbourhood whose most frequent gray is the ground of a place: half its width in points, …
const WIDE: f32 = 12.0;
/// … and half its height.
const HIGH: f32 = 2.6;
/// A ground darker than this part of the paper is a field.
const DARKER: f32 = 0.8;
/// Paper is at least so bright, however dark most of the page is.
const PAPER: u8 = 170;
/// Part of the places of a page that are brighter than its paper is taken to be.
const BRIGHTEST: f32 = 0.05;
/// Grounds that differ by less lie in one field: light falls off slowly.
const ALIKE: u8 = 20;
/// The least width of a field, in points.
const LEAST_WIDTH: f32 = 22.0;
/// The least height of a field, in points.
const LEAST_HEIGHT: f32 = 4.0;
/// A field fills at least this part of its box.
const FILLS: f32 = 0.5;
/// What is drawn on a field differs from it by at least this, of 255.
const DRAWN: u8 = 36;
/// Grays that differ by no more than this are the field itself, of 255.
const GRAIN: u8 = 22;
/// Part of what is drawn on a field that is darker, or brighter, than what counts as black there.
const BLACK_RANK: f32 = 0.25;
/// At the edge of a field, pixels to each side, in squares, of which a part …
const EDGE: usize = 3;
/// … as great as this has its gray, where a pixel belongs to it.
const OF_FIELD: f32 = 0.25;
/// Pixels beside a field that are its outline.
const OUTLINE: usize = 2;
/// A field that fills this part of its frame is a box.
const BOX: f32 = 0.8;
/// Part of the brightness of bright print that is its soft edge.
const SOFT: f32 = 0.2;
/// A drawn line that leads to a field begins this near to it, in points, …
const EDGE_OF_LINE: f32 = 2.2;
/// … is at least so long, in points, …
const LEADS: f32 = 6.0;
/// … and has paper this far beside it, in points, …
const WHITE_BESIDE: f32 = 2.2;
/// … which is brighter than this part of the paper of the page.
const LIGHT: f32 = 0.88;
/// Brighter than this on a field that was laid on paper nothing is printed.
const BLANK: u8 = 200;
/// Rows of a field that nothing is printed on, at least.
const PLAIN_ROWS: usize = 2;
/// A hole in a field is no wider and no higher than this, in points: print that fills its
/// neighbourhood.
const HOLE: f32 = 40.0;
/// No square of a field.
const NONE: u32 = u32::MAX;

/// Makes the dark fields of a picture white, in place, and what is drawn on them black. `scale`:
/// pixels a point.
pub(super) fn lighten(gray: &mut Gray, scale: f32) {
    let side = ((scale * 72.0 / LOOK).round() as usize).max(1);
    let paper = paper(&gray.shrunk(side));
    let darker = (f32::from(paper) * DARKER) as u8;
    if !may_have_fields(gray, side, darker, scale) {
        return;
    }
    let reach = (WIDE * scale / side as f32, HIGH * scale / side as f32);
    let grounds = grounds(gray, side, (reach.0 as usize, reach.1.round() as usize));
    let map = FieldMap::new(grounds, darker, scale / side as f32, side);
    let before = gray.clone();
    let mut sketch = Sketch { before: &before, mask: vec![false; before.pixels.len()] };
    for members in map.fields() {
        if !is_plain(&before, &map, &members, (LEAST_WIDTH * scale) as usize) {
            continue;
        }
        let print = Print::on(&before, &map, &members);
        sketch.lay_on_paper(gray, &map, &members, print.as_ref());
        let frame = map.frame(&members, gray);
        let ground = map.ground(&members);
        go_through(gray, &before, &frame, Grounds { field: ground, paper }, scale);
    }
}

/// Whether some rows of a field are its ground from end to end of a width: thick letters close to each
/// other are no field.
fn is_plain(before: &Gray, map: &FieldMap, members: &[usize], width: usize) -> bool {
    let frame = map.frame(members, before);
    let number = members.first().map_or(NONE, |at| map.labels[*at]);
    let plain = frame.y.filter(|y| {
        let row = before.row(*y);
        let first = (y / map.side).min(map.grounds.height - 1) * map.grounds.width;
        let (mut run, mut longest) = (0, 0);
        for x in frame.x.clone() {
            let at = first + (x / map.side).min(map.grounds.width - 1);
            let is_ground =
                map.labels[at] == number && row[x].abs_diff(map.grounds.pixels[at]) <= GRAIN;
            run = if is_ground { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        longest >= width
    });
    plain.take(PLAIN_ROWS).count() == PLAIN_ROWS
}

/// The gray of a field and that of the paper of its page.
#[derive(Debug, Clone, Copy)]
struct Grounds {
    field: u8,
    paper: u8,
}

impl Grounds {
    /// Whether a line that has a gray on paper could be seen on the field, if it were drawn there.
    fn shows(&self, line: f32) -> bool {
        let ink = 1.0 - line / f32::from(self.paper);
        f32::from(self.field) * ink >= f32::from(DRAWN)
    }
}

/// Drawn lines that lead to a field, and could not be seen on it, go on through it where nothing is
/// printed: the columns of a table whose head is black. On a pale field a line that is not seen was
/// not drawn: the field is a cell that spans the columns. `frame`: the columns and rows of the field.
fn go_through(gray: &mut Gray, before: &Gray, frame: &Frame, grounds: Grounds, scale: f32) {
    let paper = grounds.paper;
    let (near, long) = ((EDGE_OF_LINE * scale) as usize, (LEADS * scale) as usize);
    let white = (WHITE_BESIDE * scale) as usize;
    let (dark, light) = (f32::from(paper) * DARKER, f32::from(paper) * LIGHT);
    let below = frame.y.end + near..frame.y.end + near + long;
    let above = frame.y.start.saturating_sub(near + long)..frame.y.start.saturating_sub(near);
    let rows = frame.y.start + near..frame.y.end.saturating_sub(near);
    let columns = frame.x.start + white..frame.x.end.saturating_sub(white).min(gray.width - 1);
    let leading = columns.filter(|x| {
        let beside = [x.saturating_sub(white), (x + white).min(gray.width - 1)];
        let leads = [&below, &above].into_iter().any(|rows| {
            rows.len() == long
                && rows.end < gray.height
                && rows.clone().all(|y| {
                    let row = before.row(y);
                    f32::from(row[*x]) < dark && beside.iter().all(|x| f32::from(row[*x]) > light)
                })
                && !grounds.shows(mean_of_column(before, *x, rows.clone()))
        });
        leads && rows.clone().all(|y| gray.row(y)[x - 1..x + 2].iter().all(|v| *v > BLANK))
    });
    for x in leading.collect::<Vec<_>>() {
        gray.fill_column(x, frame.y.clone(), 0);
    }
}

/// The mean gray of some rows of a column.
fn mean_of_column(gray: &Gray, x: usize, rows: Range<usize>) -> f32 {
    let count = rows.len().max(1) as f32;
    rows.map(|y| f32::from(gray.row(y)[x])).sum::<f32>() / count
}

/// The gray of the paper of a page.
fn paper(small: &Gray) -> u8 {
    let mut all = small.pixels.clone();
    all.sort_unstable();
    let at = (all.len() as f32 * (1.0 - BRIGHTEST)) as usize;
    all.get(at).copied().unwrap_or(255).max(PAPER)
}

/// Whether a picture has a dark run of pixels as long as a field is wide, in each of some rows on
/// end.
fn may_have_fields(gray: &Gray, side: usize, darker: u8, scale: f32) -> bool {
    let least = (LEAST_WIDTH * scale) as usize;
    let rows = (0..gray.height).step_by(side.max(2));
    rows.filter(|y| longest_dark(gray.row(*y), darker) >= least).take(2).count() == 2
}

fn longest_dark(row: &[u8], darker: u8) -> usize {
    row.split(|v| *v >= darker).map(<[u8]>::len).max().unwrap_or(0)
}

/// The fields of a picture, square by square.
struct FieldMap {
    grounds: Gray,
    /// The field of each square, or [`NONE`].
    labels: Vec<u32>,
    /// How many fields there are.
    count: u32,
    /// Side of a square in pixels.
    side: usize,
}

impl FieldMap {
    /// Grounds darker than `darker` put together as fields; `scale`: squares a point.
    fn new(grounds: Gray, darker: u8, scale: f32, side: usize) -> FieldMap {
        let mut sets = alike(&grounds);
        let mut boxes: Vec<Option<Extent>> = vec![None; grounds.pixels.len()];
        for at in 0..grounds.pixels.len() {
            let (x, y) = (at % grounds.width, at / grounds.width);
            let extent = &mut boxes[sets.root(at)];
            extent.get_or_insert_with(|| Extent::at(x, y)).add(x, y, grounds.pixels[at] < darker);
        }
        let mut numbers = vec![NONE; grounds.pixels.len()];
        let mut count = 0;
        for (number, extent) in numbers.iter_mut().zip(&boxes) {
            if extent.as_ref().is_some_and(|e| e.is_field(scale)) {
                *number = count;
                count += 1;
            }
        }
        let labels = (0..grounds.pixels.len()).map(|at| numbers[sets.root(at)]).collect();
        let mut map = FieldMap { grounds, labels, count, side };
        map.fill_holes((HOLE * scale) as usize);
        map
    }

    /// Adds small holes to the field that encloses them: print that is thick, or close together, has
    /// a ground of its own there. `most`: squares that a hole is wide and high.
    fn fill_holes(&mut self, most: usize) {
        let mut seen = vec![false; self.labels.len()];
        for start in 0..self.labels.len() {
            if seen[start] || self.labels[start] != NONE {
                continue;
            }
            let hole = self.hole(start, &mut seen);
            let enclosing = self.enclosing(&hole);
            if let Some((label, ground)) = enclosing.filter(|_| self.is_small(&hole, most)) {
                for at in hole {
                    (self.labels[at], self.grounds.pixels[at]) = (label, ground);
                }
            }
        }
    }

    /// The squares of no field that lie together with one.
    fn hole(&self, start: usize, seen: &mut [bool]) -> Vec<usize> {
        let mut hole = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(at) = hole.get(next).copied() {
            next += 1;
            for other in self.around(at) {
                if !seen[other] && self.labels[other] == NONE {
                    seen[other] = true;
                    hole.push(other);
                }
            }
        }
        hole
    }

    fn is_small(&self, hole: &[usize], most: usize) -> bool {
        let mut extent = Extent::at(hole[0] % self.grounds.width, hole[0] / self.grounds.width);
        hole.iter().for_each(|at| {
            extent.add(at % self.grounds.width, at / self.grounds.width, false);
        });
        extent.x.len() <= most && extent.y.len() <= most
    }

    /// The one field around a hole, and its ground there; `None` where there are more.
    fn enclosing(&self, hole: &[usize]) -> Option<(u32, u8)> {
        let (mut field, mut sum, mut count) = (None, 0, 0);
        for other in hole.iter().flat_map(|at| self.around(*at)) {
            let label = self.labels[other];
            if label == NONE {
                continue;
            }
            if field.is_some_and(|field| field != label) {
                return None;
            }
            field = Some(label);
            sum += usize::from(self.grounds.pixels[other]);
            count += 1;
        }
        field.map(|field| (field, (sum / count.max(1)) as u8))
    }

    /// The squares of each field.
    fn fields(&self) -> Vec<Vec<usize>> {
        let mut fields = vec![Vec::new(); self.count as usize];
        for (at, label) in self.labels.iter().enumerate().filter(|(_, label)| **label != NONE) {
            fields[*label as usize].push(at);
        }
        fields
    }

    /// The mean gray of the ground of a field.
    fn ground(&self, members: &[usize]) -> u8 {
        let sum: usize = members.iter().map(|at| usize::from(self.grounds.pixels[*at])).sum();
        (sum / members.len().max(1)) as u8
    }

    /// The columns and rows of the picture that a field takes up.
    fn frame(&self, members: &[usize], gray: &Gray) -> Frame {
        let (x, y) = members.first().map_or((0..0, 0..0), |at| self.pixels_of(*at, gray));
        let mut frame = Frame { x, y, filled: 0.0 };
        for at in members {
            let (x, y) = self.pixels_of(*at, gray);
            frame.x = frame.x.start.min(x.start)..frame.x.end.max(x.end);
            frame.y = frame.y.start.min(y.start)..frame.y.end.max(y.end);
        }
        let area = (frame.x.len() * frame.y.len()).max(1);
        frame.filled = (members.len() * self.side * self.side) as f32 / area as f32;
        frame
    }

    /// Whether all squares around one belong to its field.
    fn is_inside(&self, at: usize) -> bool {
        self.around(at).all(|other| self.labels[other] == self.labels[at])
    }

    /// The squares around one that are of no field, or at the edge of one, and itself.
    fn free_around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.around(at).filter(|other| self.labels[*other] == NONE || !self.is_inside(*other))
    }

    /// The squares around one that are on the page.
    fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let width = self.grounds.width;
        let (x, y) = (at % width, at / width);
        let rows = y.saturating_sub(1)..(y + 2).min(self.grounds.height);
        rows.flat_map(move |y| {
            (x.saturating_sub(1)..(x + 2).min(width)).map(move |x| y * width + x)
        })
    }

    /// The pixels of a square: columns and rows.
    fn pixels_of(&self, at: usize, gray: &Gray) -> (Range<usize>, Range<usize>) {
        let (x, y) = (at % self.grounds.width, at / self.grounds.width);
        (
            x * self.side..self.end_of(x, self.grounds.width, gray.width),
            y * self.side..self.end_of(y, self.grounds.height, gray.height),
        )
    }

    /// Where the square at a place of `count` ends, in pixels of `all`: the last one with them.
    fn end_of(&self, at: usize, count: usize, all: usize) -> usize {
        if at + 1 == count { all } else { (at + 1) * self.side }
    }
}

/// Columns and rows of a picture that a field takes up.
struct Frame {
    x: Range<usize>,
    y: Range<usize>,
    /// The part of them that belongs to it.
    filled: f32,
}

/// Which pixels of a picture belong to a field, as they are found out.
struct Sketch<'a> {
    /// The picture as it was.
    before: &'a Gray,
    /// All false but while a field is looked at.
    mask: Vec<bool>,
}

impl Sketch<'_> {
    /// Lays a field on paper: its ground becomes white, what is printed on it black. The outline of
    /// a box with bright print is drawn, as it may be the head of a table; that of another field
    /// goes, but for what is printed across it.
    fn lay_on_paper(
        &mut self,
        gray: &mut Gray,
        map: &FieldMap,
        members: &[usize],
        print: Option<&Print>,
    ) {
        let (before, width) = (self.before, self.before.width);
        let mut edge: BTreeMap<usize, u8> = BTreeMap::new();
        for at in members {
            let ground = map.grounds.pixels[*at];
            if map.is_inside(*at) {
                self.each_of(
                    map,
                    *at,
                    |_, _| true,
                    |at| {
                        gray.pixels[at] = on_paper(print, before.pixels[at], ground);
                    },
                );
            } else {
                edge.extend(map.free_around(*at).map(|other| (other, ground)));
            }
        }
        // What lies at a corner of the field has another ground around it: the edge grows as long as
        // pixels belong to the field.
        let mut next: Vec<(usize, u8)> = edge.iter().map(|(at, ground)| (*at, *ground)).collect();
        while let Some((square, ground)) = next.pop() {
            let mut any = false;
            let reach = EDGE * map.side;
            self.each_of(
                map,
                square,
                |x, y| belongs(before, (x, y), ground, reach),
                |at| {
                    gray.pixels[at] = on_paper(print, before.pixels[at], ground);
                    any = true;
                },
            );
            for other in map.free_around(square).filter(|_| any) {
                if edge.insert(other, ground).is_none() {
                    next.push((other, ground));
                }
            }
        }
        let outline: Vec<(usize, u8)> =
            edge.iter().flat_map(|(at, ground)| self.outline(map, *at, *ground)).collect();
        let is_box = map.frame(members, gray).filled >= BOX && print.is_none_or(|p| p.is_bright);
        for one in &outline {
            if is_box {
                gray.pixels[one.0] = 0;
            } else if before.pixels[one.0].saturating_add(DRAWN) >= one.1 {
                gray.pixels[one.0] = 255;
            }
        }
        for at in members.iter().copied().chain(edge.keys().copied()) {
            let (columns, rows) = map.pixels_of(at, before);
            rows.for_each(|y| self.mask[y * width..][columns.clone()].fill(false));
        }
    }

    /// Marks the pixels of a square that belong to the field, and hands each to `of`.
    fn each_of(
        &mut self,
        map: &FieldMap,
        square: usize,
        belongs: impl Fn(usize, usize) -> bool,
        mut of: impl FnMut(usize),
    ) {
        let (columns, rows) = map.pixels_of(square, self.before);
        for y in rows {
            for x in columns.clone() {
                if belongs(x, y) {
                    let at = y * self.before.width + x;
                    self.mask[at] = true;
                    of(at);
                }
            }
        }
    }

    /// The pixels of a square that lie right outside of the field, each with the ground beside it.
    fn outline(&self, map: &FieldMap, square: usize, ground: u8) -> Vec<(usize, u8)> {
        let (width, height) = (self.before.width, self.before.height);
        let (columns, rows) = map.pixels_of(square, self.before);
        let mut out = Vec::new();
        for y in rows {
            for x in columns.clone() {
                let beside = [
                    (x.checked_sub(OUTLINE), Some(y)),
                    (Some(x + OUTLINE).filter(|x| *x < width), Some(y)),
                    (Some(x), y.checked_sub(OUTLINE)),
                    (Some(x), Some(y + OUTLINE).filter(|y| *y < height)),
                ];
                let mut beside = beside.into_iter().filter_map(|(x, y)| x.zip(y));
                let at_field = beside.any(|(x, y)| self.mask[y * width + x]);
                if !self.mask[y * width + x] && at_field {
                    out.push((y * width + x, ground));
                }
            }
        }
        out
    }
}

/// The gray that a pixel of a field has on paper.
fn on_paper(print: Option<&Print>, v: u8, ground: u8) -> u8 {
    print.map_or(255, |print| print.as_on_paper(v, ground))
}

/// Whether a pixel at the edge of a field belongs to it: of those beside it in its row, and of those
/// in its column, some have the gray of the field.
fn belongs(gray: &Gray, (x, y): (usize, usize), ground: u8, reach: usize) -> bool {
    let columns = x.saturating_sub(reach)..(x + reach + 1).min(gray.width);
    let rows = y.saturating_sub(reach)..(y + reach + 1).min(gray.height);
    let across =
        gray.row(y)[columns.clone()].iter().filter(|v| v.abs_diff(ground) <= GRAIN).count();
    let down = rows.clone().filter(|y| gray.row(*y)[x].abs_diff(ground) <= GRAIN).count();
    across as f32 >= OF_FIELD * columns.len() as f32 && down as f32 >= OF_FIELD * rows.len() as f32
}

/// Which squares lie together with grounds that are alike.
fn alike(grounds: &Gray) -> UnionFind {
    let width = grounds.width;
    let mut sets = UnionFind::new(grounds.pixels.len());
    for at in 0..grounds.pixels.len() {
        let left = at.checked_sub(1).filter(|_| at % width != 0);
        for other in [left, at.checked_sub(width)].into_iter().flatten() {
            if grounds.pixels[at].abs_diff(grounds.pixels[other]) <= ALIKE {
                sets.join(at, other);
            }
        }
    }
    sets
}

/// How far squares that lie together reach.
#[derive(Debug, Clone)]
struct Extent {
    x: Range<usize>,
    y: Range<usize>,
    count: usize,
    dark: usize,
}

impl Extent {
    /// Nothing yet, at a place.
    fn at(x: usize, y: usize) -> Extent {
        Extent { x: x..x, y: y..y, count: 0, dark: 0 }
    }

    fn add(&mut self, x: usize, y: usize, dark: bool) {
        self.x = self.x.start.min(x)..self.x.end.max(x + 1);
        self.y = self.y.start.min(y)..self.y.end.max(y + 1);
        self.count += 1;
        self.dark += usize::from(dark);
    }

    /// Whether they are a dark field; `scale`: squares a point.
    fn is_field(&self, scale: f32) -> bool {
        let (width, height) = (self.x.len() as f32, self.y.len() as f32);
        // Where light falls off, some of the paper is dark, too.
        self.dark as f32 > (1.0 - BRIGHTEST) * self.count as f32
            && width >= LEAST_WIDTH * scale
            && height >= LEAST_HEIGHT * scale
            && self.count as f32 >= FILLS * width * height
    }
}

/// How much differs from a ground, and by how much: `counts` has for each difference how often it is
/// found.
fn weight_of(counts: &[usize; 256]) -> usize {
    (usize::from(DRAWN)..256).map(|by| by * counts[by]).sum()
}

/// What is drawn on a field.
struct Print {
    /// Whether it is brighter than the field.
    is_bright: bool,
    /// By how much what counts as black differs from the field, of 255.
    black: u32,
}

impl Print {
    /// `None` where nothing is drawn on it.
    fn on(gray: &Gray, map: &FieldMap, members: &[usize]) -> Option<Print> {
        let mut brighter = [0usize; 256];
        let mut darker = [0usize; 256];
        for at in members.iter().filter(|at| map.is_inside(**at)) {
            let ground = map.grounds.pixels[*at];
            let (columns, rows) = map.pixels_of(*at, gray);
            for v in rows.flat_map(|y| &gray.row(y)[columns.clone()]) {
                let by = usize::from(v.abs_diff(ground));
                if *v > ground { brighter[by] += 1 } else { darker[by] += 1 }
            }
        }
        let is_bright = weight_of(&brighter) > weight_of(&darker);
        let counts = if is_bright { brighter } else { darker };
        let drawn: usize = counts[usize::from(DRAWN)..].iter().sum();
        let mut left = (drawn as f32 * BLACK_RANK) as usize;
        let rank = (usize::from(DRAWN)..256).rev().find(|by| {
            let enough = counts[*by] > left;
            left = left.saturating_sub(counts[*by]);
            enough
        });
        rank.map(|by| Print { is_bright, black: by as u32 })
    }

    /// The gray that a pixel of a field would have on white paper.
    fn as_on_paper(&self, v: u8, ground: u8) -> u8 {
        let by = if self.is_bright { v.saturating_sub(ground) } else { ground.saturating_sub(v) };
        // The soft edge of bright print is brighter than it would be dark on paper.
        let soft = if self.is_bright { (self.black as f32 * SOFT) as u32 } else { 0 };
        let ink = u32::from(by).saturating_sub(soft) * 255 / (self.black - soft).max(1);
        let darker = u32::from(ground.saturating_sub(v));
        // Drawn lines on a field are black, whatever the print on it is.
        let line = if self.is_bright && darker >= u32::from(DRAWN) {
            darker * 255 / u32::from(ground.max(1))
        } else {
            0
        };
        255 - ink.max(line).min(255) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels a point at 200 dpi.
    const SCALE: f32 = 200.0 / 72.0;

    /// A page with a field of a gray in columns 100 to 400 and rows 100 to 160, and on it upright
    /// bars of another gray in rows 115 to 145.
    fn page(field: u8, print: u8) -> Gray {
        let mut gray = Gray::white(500, 300);
        (100..160).for_each(|y| gray.fill_row(y, 100..400, field));
        for x in (120..380).step_by(12) {
            (115..145).for_each(|y| gray.fill_row(y, x..x + 4, print));
        }
        gray
    }

    #[test]
    fn what_is_printed_on_a_field_is_black_on_white_whether_it_was_white_or_black() {
        for (field, print) in [(0, 255), (60, 240), (110, 255), (140, 20), (90, 0), (180, 30)] {
            let mut gray = page(field, print);
            lighten(&mut gray, SCALE);
            for (x, y) in [(110, 105), (116, 130), (250, 155), (50, 50), (103, 156), (396, 103)] {
                assert!(gray.row(y)[x] > 240, "{field} {print}: {x} {y} {}", gray.row(y)[x]);
            }
            for (x, y) in [(121, 130), (253, 117)] {
                assert!(gray.row(y)[x] < 20, "{field} {print}: {x} {y} {}", gray.row(y)[x]);
            }
        }
    }

    #[test]
    fn a_field_without_print_becomes_white() {
        let mut gray = page(120, 120);
        lighten(&mut gray, SCALE);
        assert!(gray.row(130)[104..396].iter().all(|v| *v > 240), "but for its outline");
        assert!(gray.row(130)[98..102].contains(&0));
    }

    #[test]
    fn columns_go_on_through_a_black_head() {
        let mut gray = page(0, 255);
        (160..220).for_each(|y| gray.fill_row(y, 200..202, 0));
        (160..220).for_each(|y| gray.fill_row(y, 216..218, 0));
        lighten(&mut gray, SCALE);
        let black = |x: usize| (104..156).all(|y| gray.row(y)[x] == 0);
        assert!(black(200) && !black(217), "one of them would cross what is printed");
    }

    #[test]
    fn columns_do_not_go_on_through_a_pale_band_on_which_they_would_be_seen() {
        for field in [120, 180] {
            let mut gray = page(field, 20);
            (160..220).for_each(|y| gray.fill_row(y, 200..202, 0));
            lighten(&mut gray, SCALE);
            assert!((104..112).all(|y| gray.row(y)[200] > 240), "{field}");
        }
    }

    #[test]
    fn thick_letters_are_no_field_and_no_hole_in_one() {
        let thick = |paper: u8, print: u8| {
            let mut gray = Gray { pixels: vec![paper; 500 * 300], width: 500, height: 300 };
            for x in (100..400).step_by(26) {
                (100..150).for_each(|y| gray.fill_row(y, x..x + 11, print));
            }
            gray
        };
        let dark = thick(255, 20);
        let mut gray = dark.clone();
        lighten(&mut gray, SCALE);
        assert_eq!(gray, dark);
        let mut bright = thick(60, 240);
        lighten(&mut bright, SCALE);
        for x in (100..370).filter(|x| ![0, 10, 11, 25].contains(&((x - 100) % 26))) {
            let value = bright.row(125)[x];
            assert_eq!(value < 100, (x - 100) % 26 < 11, "{x}: {value}");
        }
    }

    #[test]
    fn paper_in_shadow_and_letters_are_left_as_they_are() {
        let mut gray = Gray::white(500, 300);
        for y in 0..300 {
            for x in 0..500 {
                let paper = 230 - x / 4;
                let ink =
                    (100..112).contains(&(y % 60)) || x % 12 < 4 && (20..40).contains(&(y % 60));
                gray.pixels[y * 500 + x] = (if ink { paper / 5 } else { paper }) as u8;
            }
        }
        let before = gray.clone();
        lighten(&mut gray, SCALE);
        assert_eq!(gray, before);
    }
}
