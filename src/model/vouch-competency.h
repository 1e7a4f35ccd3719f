/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-method-component.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_COMPETENCY (vouch_competency_get_type ())
G_DECLARE_FINAL_TYPE (VouchCompetency, vouch_competency, VOUCH, COMPETENCY, GObject)

VouchCompetency *vouch_competency_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The competency. */
const char *vouch_competency_get_statement (VouchCompetency *self);
void vouch_competency_set_statement (VouchCompetency *self, const char *value);

/* The method in one sentence. */
const char *vouch_competency_get_key_method (VouchCompetency *self);
void vouch_competency_set_key_method (VouchCompetency *self, const char *value);

/* Why it matters. */
const char *vouch_competency_get_rationale (VouchCompetency *self);
void vouch_competency_set_rationale (VouchCompetency *self, const char *value);

/* The parts of the method. */
GPtrArray *vouch_competency_get_components (VouchCompetency *self);
void vouch_competency_add_component (VouchCompetency *self, VouchMethodComponent *value);

G_END_DECLS
