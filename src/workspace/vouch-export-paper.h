/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"
#include "vouch-portfolio.h"

G_BEGIN_DECLS

VouchDocument *vouch_export_paper_make (const char *title,
                                        const char *name,
                                        GPtrArray *portfolios) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
