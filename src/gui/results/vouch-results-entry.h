/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_results_entry_begin (VouchPage *page, GVariant *target);

G_END_DECLS
