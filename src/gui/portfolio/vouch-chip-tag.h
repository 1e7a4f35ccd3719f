/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-citation.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CHIP_TAG (vouch_chip_tag_get_type ())
G_DECLARE_FINAL_TYPE (VouchChipTag, vouch_chip_tag, VOUCH, CHIP_TAG, GtkTextTag)

GtkTextTag *
vouch_chip_tag_new (VouchCitation *citation, const char *words) G_GNUC_WARN_UNUSED_RESULT;

VouchCitation *vouch_chip_tag_get_citation (VouchChipTag *self);
const char *vouch_chip_tag_get_words (VouchChipTag *self);

VouchChipTag *vouch_chip_tag_find (const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end);
VouchChipTag *
vouch_chip_tag_find_inside (const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end);
VouchChipTag *vouch_chip_tag_find_next (GtkTextIter *iter, GtkTextIter *end);

G_END_DECLS
