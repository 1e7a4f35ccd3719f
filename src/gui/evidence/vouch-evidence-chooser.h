/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_CHOOSER (vouch_evidence_chooser_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceChooser,
                      vouch_evidence_chooser,
                      VOUCH,
                      EVIDENCE_CHOOSER,
                      AdwWindow)

void vouch_evidence_chooser_open (VouchPage *page,
                                  const char *portfolio,
                                  const char *requirement,
                                  const char *title);

G_END_DECLS
