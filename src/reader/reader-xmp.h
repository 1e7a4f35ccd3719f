/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"

G_BEGIN_DECLS

void reader_xmp_report (const char *xml, gsize length, VouchFacts *facts);

G_END_DECLS
