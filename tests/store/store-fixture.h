/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-store.h"

G_BEGIN_DECLS

#define FIXTURE_NOW_MS G_GINT64_CONSTANT (1795341600000) /* 2026-11-22T10:00:00Z */

/* A library in a temporary folder, with a definition and a portfolio in it. */
typedef struct {
  char *folder;
  char *library;
  VouchClock *clock;
  VouchStore *store;
  char *definition;
  char *portfolio;
} StoreFixture;

extern const VouchStoreFormats store_fixture_formats;

void store_fixture_set_up (StoreFixture *self, gconstpointer data);
void store_fixture_tear_down (StoreFixture *self, gconstpointer data);
void store_fixture_close (StoreFixture *self);
void store_fixture_reopen (StoreFixture *self);
VouchStore *store_fixture_open (StoreFixture *self, VouchStoreFlags flags, GError **error);

char *store_fixture_write_file (StoreFixture *self, const char *name, const char *content);
char *store_fixture_attach (StoreFixture *self, const char *content, char **sha256);
char *store_fixture_respond (StoreFixture *self, const char *text);
VouchPortfolio *store_fixture_load (StoreFixture *self);
void store_fixture_assert_clean (StoreFixture *self);
guint store_fixture_count_files (const char *folder);
void store_fixture_remove_tree (const char *path);

G_END_DECLS
