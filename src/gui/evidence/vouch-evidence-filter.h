/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-day.h"
#include "vouch-media.h"

G_BEGIN_DECLS

/**
 * VouchEvidenceUsed:
 *
 * What is looked for among files that are used and files that are not.
 */
typedef enum {
  VOUCH_EVIDENCE_USED_EITHER,
  VOUCH_EVIDENCE_USED_NOWHERE,
  VOUCH_EVIDENCE_USED_SOMEWHERE,
  VOUCH_EVIDENCE_USED_SENT,
} VouchEvidenceUsed;

#define VOUCH_TYPE_EVIDENCE_FILTER (vouch_evidence_filter_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceFilter, vouch_evidence_filter, VOUCH, EVIDENCE_FILTER, GtkFilter)

VouchEvidenceFilter *vouch_evidence_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;

void vouch_evidence_filter_set_text (VouchEvidenceFilter *self, const char *text);
void vouch_evidence_filter_set_media (VouchEvidenceFilter *self, VouchMedia media);
void vouch_evidence_filter_set_days (VouchEvidenceFilter *self, VouchDay earliest, VouchDay latest);
void vouch_evidence_filter_set_lesson (VouchEvidenceFilter *self, const char *lesson);
void vouch_evidence_filter_set_criterion (VouchEvidenceFilter *self, const char *criterion);
void vouch_evidence_filter_set_used (VouchEvidenceFilter *self, VouchEvidenceUsed used);

G_END_DECLS
