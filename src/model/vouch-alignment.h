/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_ALIGNMENT (vouch_alignment_get_type ())
G_DECLARE_FINAL_TYPE (VouchAlignment, vouch_alignment, VOUCH, ALIGNMENT, GObject)

VouchAlignment *vouch_alignment_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Name of the standard. */
const char *vouch_alignment_get_target_name (VouchAlignment *self);
void vouch_alignment_set_target_name (VouchAlignment *self, const char *value);

/* URI of the standard. */
const char *vouch_alignment_get_target_url (VouchAlignment *self);
void vouch_alignment_set_target_url (VouchAlignment *self, const char *value);

/* Short code. */
const char *vouch_alignment_get_target_code (VouchAlignment *self);
void vouch_alignment_set_target_code (VouchAlignment *self, const char *value);

/* The framework it belongs to. */
const char *vouch_alignment_get_target_framework (VouchAlignment *self);
void vouch_alignment_set_target_framework (VouchAlignment *self, const char *value);

/* CFItem, CTDL and so on. */
const char *vouch_alignment_get_target_type (VouchAlignment *self);
void vouch_alignment_set_target_type (VouchAlignment *self, const char *value);

/* Its text. */
const char *vouch_alignment_get_target_description (VouchAlignment *self);
void vouch_alignment_set_target_description (VouchAlignment *self, const char *value);

G_END_DECLS
