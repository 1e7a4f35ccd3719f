/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_TARGET (vouch_evidence_target_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceTarget, vouch_evidence_target, VOUCH, EVIDENCE_TARGET, AdwWindow)

void vouch_evidence_target_open (VouchPage *page, GPtrArray *evidence);

G_END_DECLS
