/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_evidence_placing_start (VouchPage *page,
                                   const char *const *artifacts,
                                   const char *portfolio,
                                   const char *requirement);

G_END_DECLS
