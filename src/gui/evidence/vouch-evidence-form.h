/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_FORM (vouch_evidence_form_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceForm, vouch_evidence_form, VOUCH, EVIDENCE_FORM, AdwWindow)

void vouch_evidence_form_open (VouchPage *page, GPtrArray *evidence);

G_END_DECLS
