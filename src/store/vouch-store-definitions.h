/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-store.h"

G_BEGIN_DECLS

char *vouch_store_add_definition (VouchStore *self,
                                  VouchDefinition *definition,
                                  GBytes *bytes,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
vouch_store_list_definitions (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_store_find_definition (VouchStore *self,
                                   const char *id,
                                   const char *version,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDefinition *vouch_store_load_definition (VouchStore *self,
                                              const char *sha256,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_store_get_definition_bytes (VouchStore *self,
                                          const char *sha256,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
