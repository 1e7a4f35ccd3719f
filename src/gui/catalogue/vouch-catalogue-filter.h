/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-definition.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CATALOGUE_FILTER (vouch_catalogue_filter_get_type ())
G_DECLARE_FINAL_TYPE (VouchCatalogueFilter,
                      vouch_catalogue_filter,
                      VOUCH,
                      CATALOGUE_FILTER,
                      GtkWidget)

void vouch_catalogue_filter_offer (VouchCatalogueFilter *self, GPtrArray *definitions);
gboolean vouch_catalogue_filter_fits (VouchCatalogueFilter *self, VouchDefinition *definition);
void vouch_catalogue_filter_clear (VouchCatalogueFilter *self);
char *vouch_catalogue_filter_describe_hours (VouchDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
