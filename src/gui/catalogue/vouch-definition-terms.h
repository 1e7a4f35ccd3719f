/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-definition.h"

G_BEGIN_DECLS

void vouch_definition_terms_fill_before (AdwPreferencesGroup *group, VouchDefinition *definition);
void vouch_definition_terms_fill_about (AdwPreferencesGroup *group, VouchDefinition *definition);
void vouch_definition_terms_fill_help (AdwPreferencesGroup *group, VouchDefinition *definition);
void vouch_definition_terms_fill_worth (AdwPreferencesGroup *group, VouchDefinition *definition);
void
vouch_definition_terms_fill_resources (AdwPreferencesGroup *group, VouchDefinition *definition);

G_END_DECLS
