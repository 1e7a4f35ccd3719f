/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchMomentForm:
 *
 * What an annotation points at; a page and a passage are both of the constraint form text.
 */
typedef enum {
  VOUCH_MOMENT_FORM_MOMENT,
  VOUCH_MOMENT_FORM_REGION,
  VOUCH_MOMENT_FORM_TEXT,
  VOUCH_MOMENT_FORM_PAGE,
} VouchMomentForm;

const char *vouch_moment_form_to_string (VouchMomentForm value);
gboolean vouch_moment_form_from_string (const char *name, VouchMomentForm *value);

#define VOUCH_TYPE_MOMENT (vouch_moment_get_type ())
G_DECLARE_FINAL_TYPE (VouchMoment, vouch_moment, VOUCH, MOMENT, GObject)

VouchMoment *vouch_moment_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_moment_get_id (VouchMoment *self);
void vouch_moment_set_id (VouchMoment *self, const char *value);

/* What it points at. */
VouchMomentForm vouch_moment_get_form (VouchMoment *self);
void vouch_moment_set_form (VouchMoment *self, VouchMomentForm value);

/* Time from the start of the original recording; -1 when none. */
gint64 vouch_moment_get_start_ms (VouchMoment *self);
void vouch_moment_set_start_ms (VouchMoment *self, gint64 value);

/* End of a range; -1 for a single moment. */
gint64 vouch_moment_get_end_ms (VouchMoment *self);
void vouch_moment_set_end_ms (VouchMoment *self, gint64 value);

/* Left edge as a fraction of the width. */
double vouch_moment_get_x (VouchMoment *self);
void vouch_moment_set_x (VouchMoment *self, double value);

/* Top edge as a fraction of the height. */
double vouch_moment_get_y (VouchMoment *self);
void vouch_moment_set_y (VouchMoment *self, double value);

/* Width as a fraction. */
double vouch_moment_get_width (VouchMoment *self);
void vouch_moment_set_width (VouchMoment *self, double value);

/* Height as a fraction. */
double vouch_moment_get_height (VouchMoment *self);
void vouch_moment_set_height (VouchMoment *self, double value);

/* Page, from 1; 0 when none. */
guint vouch_moment_get_page (VouchMoment *self);
void vouch_moment_set_page (VouchMoment *self, guint value);

/* The passage it quotes. */
const char *vouch_moment_get_quote (VouchMoment *self);
void vouch_moment_set_quote (VouchMoment *self, const char *value);

/* Id of the criterion it names. */
const char *vouch_moment_get_criterion (VouchMoment *self);
void vouch_moment_set_criterion (VouchMoment *self, const char *value);

/* A suggested or own label. */
const char *vouch_moment_get_label (VouchMoment *self);
void vouch_moment_set_label (VouchMoment *self, const char *value);

/* What the earner says about it. */
const char *vouch_moment_get_note (VouchMoment *self);
void vouch_moment_set_note (VouchMoment *self, const char *value);

/* When it was made. */
gint64 vouch_moment_get_created_ms (VouchMoment *self);
void vouch_moment_set_created_ms (VouchMoment *self, gint64 value);

G_END_DECLS
