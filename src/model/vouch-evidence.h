/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"
#include "vouch-media.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE (vouch_evidence_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidence, vouch_evidence, VOUCH, EVIDENCE, GObject)

VouchEvidence *vouch_evidence_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Lower-case hex SHA-256 of the file. */
const char *vouch_evidence_get_artifact (VouchEvidence *self);
void vouch_evidence_set_artifact (VouchEvidence *self, const char *value);

/* The name it came with. */
const char *vouch_evidence_get_file_name (VouchEvidence *self);
void vouch_evidence_set_file_name (VouchEvidence *self, const char *value);

/* What the teacher calls it; NULL for nothing. */
const char *vouch_evidence_get_title (VouchEvidence *self);
void vouch_evidence_set_title (VouchEvidence *self, const char *value);

/* What it is by its content. */
VouchMedia vouch_evidence_get_media (VouchEvidence *self);
void vouch_evidence_set_media (VouchEvidence *self, VouchMedia value);

/* Names and values of attributes in turn. */
const char *const *vouch_evidence_get_attributes (VouchEvidence *self);
void vouch_evidence_set_attributes (VouchEvidence *self, const char *const *value);

/* The criteria that it speaks to somewhere, in words for people. */
const char *const *vouch_evidence_get_criteria (VouchEvidence *self);
void vouch_evidence_set_criteria (VouchEvidence *self, const char *const *value);

/* Playing time; -1 where there is none or it is not known. */
gint64 vouch_evidence_get_duration_ms (VouchEvidence *self);
void vouch_evidence_set_duration_ms (VouchEvidence *self, gint64 value);

/* Pages; -1 where there are none or they are not known. */
int vouch_evidence_get_pages (VouchEvidence *self);
void vouch_evidence_set_pages (VouchEvidence *self, int value);

/* Bytes. */
gint64 vouch_evidence_get_size (VouchEvidence *self);
void vouch_evidence_set_size (VouchEvidence *self, gint64 value);

/* When it came into the library. */
gint64 vouch_evidence_get_added_ms (VouchEvidence *self);
void vouch_evidence_set_added_ms (VouchEvidence *self, gint64 value);

/* On how many requirements it is placed. */
guint vouch_evidence_get_n_places (VouchEvidence *self);
void vouch_evidence_set_n_places (VouchEvidence *self, guint value);

/* In how many submissions it was sent. */
guint vouch_evidence_get_n_sent (VouchEvidence *self);
void vouch_evidence_set_n_sent (VouchEvidence *self, guint value);

const char *vouch_evidence_get_name (VouchEvidence *self);
const char *vouch_evidence_get_attribute (VouchEvidence *self, const char *name);
VouchDay vouch_evidence_get_date (VouchEvidence *self);
gboolean vouch_evidence_equal (VouchEvidence *self, VouchEvidence *other);
gboolean vouch_evidence_speaks_to (VouchEvidence *self, const char *criterion);
gboolean vouch_evidence_matches (VouchEvidence *self, const char *const *words);

G_END_DECLS
