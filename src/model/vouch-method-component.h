/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_METHOD_COMPONENT (vouch_method_component_get_type ())
G_DECLARE_FINAL_TYPE (VouchMethodComponent,
                      vouch_method_component,
                      VOUCH,
                      METHOD_COMPONENT,
                      GObject)

VouchMethodComponent *vouch_method_component_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_method_component_get_id (VouchMethodComponent *self);
void vouch_method_component_set_id (VouchMethodComponent *self, const char *value);

/* Title. */
const char *vouch_method_component_get_title (VouchMethodComponent *self);
void vouch_method_component_set_title (VouchMethodComponent *self, const char *value);

/* What is done. */
const char *vouch_method_component_get_description (VouchMethodComponent *self);
void vouch_method_component_set_description (VouchMethodComponent *self, const char *value);

G_END_DECLS
