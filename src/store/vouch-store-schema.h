/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-migration.h"

G_BEGIN_DECLS

/** VOUCH_STORE_APPLICATION_ID: "Vch1" in ASCII; marks library.db as ours. */
#define VOUCH_STORE_APPLICATION_ID 0x56636831u

#define VOUCH_STORE_SCHEMA_VERSION 2u

extern const VouchMigration vouch_store_migrations[VOUCH_STORE_SCHEMA_VERSION];

G_END_DECLS
