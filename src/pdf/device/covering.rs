//! What is drawn over text, or under letters of its own colour.

use hayro_interpret::kurbo::{BezPath, Rect as KRect};
use hayro_interpret::{DrawProps, Image};

use super::Collector;
use crate::pdf::boxes::{THINNEST_COVER, whole_boxes};
use crate::pdf::cover::{Opaque, is_blot, is_whole};
use crate::pdf::ink::{colour_of, to_rect};

/// White, which the colours of ink leave out.
const PAPER: [u8; 3] = [u8::MAX; 3];

impl Collector<'_> {
    /// Notes a box drawn over what is there.
    pub(super) fn cover(&mut self, rect: KRect, props: &DrawProps<'_>) {
        let opaque = self.covers.is_opaque(props);
        if opaque {
            self.cover_with(Opaque::Box, rect);
        }
        let colour = opaque.then(|| colour_of(&props.paint).unwrap_or(PAPER));
        self.covers.add_ground(&to_rect(&rect), colour);
    }

    /// Notes the boxes that a path fills; of one that is no box, that nobody knows what lies there now.
    pub(super) fn cover_by_path(&mut self, path: &BezPath, props: &DrawProps<'_>) {
        let boxes = whole_boxes(path, props.transform);
        if boxes.is_empty() && self.covers.has_grounds() {
            let around = props.transform.transform_rect_bbox(path.control_box());
            self.covers.add_ground(&to_rect(&around), None);
        }
        boxes.into_iter().for_each(|rect| self.cover(rect, props));
    }

    /// Notes a picture drawn over what is there.
    pub(super) fn cover_by(&mut self, image: &Image<'_, '_>, placed: KRect, level: bool) {
        self.covers.add_ground(&to_rect(&placed), None);
        if !level
            || !self.covers.are_opaque()
            || !self.covers.lies_over_text(&to_rect(&placed), &self.glyphs)
        {
            return;
        }
        if is_whole(image) {
            self.cover_with(Opaque::Picture, placed);
        } else if is_blot(image) {
            self.cover_with(Opaque::Box, placed);
        }
    }

    /// Notes what is opaque and drawn over what is there.
    fn cover_with(&mut self, kind: Opaque, rect: KRect) {
        let clip = self.clips.last().filter(|clip| clip.whole);
        let shown = clip.map(|clip| rect.intersect(clip.rect));
        if let Some(rect) = shown.filter(|r| r.width().min(r.height()) > THINNEST_COVER) {
            self.covers.add(kind, to_rect(&rect), &self.glyphs);
        }
    }
}
