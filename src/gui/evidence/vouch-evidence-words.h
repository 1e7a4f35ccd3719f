/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-evidence.h"

G_BEGIN_DECLS

const char *vouch_evidence_words_kind (VouchMedia media);
char *vouch_evidence_words_about (VouchEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_evidence_words_use (VouchEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
