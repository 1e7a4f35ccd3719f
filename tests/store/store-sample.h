/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

/* One of everything that a library can hold, with no field left at its default: what a release
 * keeps, every later one must give back. */
void store_sample_fill (VouchStore *store, const char *portfolio, const char *folder);
void store_sample_assert (VouchStore *store, const char *portfolio);

G_END_DECLS
