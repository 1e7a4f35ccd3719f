/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_RESOURCE (vouch_resource_get_type ())
G_DECLARE_FINAL_TYPE (VouchResource, vouch_resource, VOUCH, RESOURCE, GObject)

VouchResource *vouch_resource_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_resource_get_id (VouchResource *self);
void vouch_resource_set_id (VouchResource *self, const char *value);

/* Title for people. */
const char *vouch_resource_get_title (VouchResource *self);
void vouch_resource_set_title (VouchResource *self, const char *value);

/* article, video, template, guide, example, dataTool, community or contact. */
const char *vouch_resource_get_resource_type (VouchResource *self);
void vouch_resource_set_resource_type (VouchResource *self, const char *value);

/* Where it is; never fetched by itself. */
const char *vouch_resource_get_url (VouchResource *self);
void vouch_resource_set_url (VouchResource *self, const char *value);

/* What it is. */
const char *vouch_resource_get_description (VouchResource *self);
void vouch_resource_set_description (VouchResource *self, const char *value);

/* Minutes it takes; 0 when not said. */
guint vouch_resource_get_minutes (VouchResource *self);
void vouch_resource_set_minutes (VouchResource *self, guint value);

/* Licence of the resource. */
const char *vouch_resource_get_license (VouchResource *self);
void vouch_resource_set_license (VouchResource *self, const char *value);

/* Ids of the criteria it supports. */
const char *const *vouch_resource_get_supports (VouchResource *self);
void vouch_resource_set_supports (VouchResource *self, const char *const *value);

G_END_DECLS
