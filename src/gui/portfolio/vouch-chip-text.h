/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-citation.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CHIP_TEXT (vouch_chip_text_get_type ())
G_DECLARE_FINAL_TYPE (VouchChipText, vouch_chip_text, VOUCH, CHIP_TEXT, GObject)

VouchChipText *vouch_chip_text_new (GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;

void vouch_chip_text_learn (VouchChipText *self, const char *words, VouchCitation *citation);
void vouch_chip_text_load (VouchChipText *self, const char *text, GPtrArray *citations);
void vouch_chip_text_insert (VouchChipText *self, VouchCitation *citation, const char *words);
void vouch_chip_text_insert_plain (VouchChipText *self, const char *text);

char *vouch_chip_text_dup_text (VouchChipText *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_chip_text_list_citations (VouchChipText *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
