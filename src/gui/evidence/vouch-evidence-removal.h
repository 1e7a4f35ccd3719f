/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_evidence_removal_ask (VouchPage *page, const char *const *artifacts);

G_END_DECLS
