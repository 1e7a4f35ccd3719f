/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-inspector.h"

G_BEGIN_DECLS

#define FAKE_TYPE_INSPECTOR (fake_inspector_get_type ())
G_DECLARE_FINAL_TYPE (FakeInspector, fake_inspector, FAKE, INSPECTOR, GObject)

VouchInspector *fake_inspector_new (void) G_GNUC_WARN_UNUSED_RESULT;
guint fake_inspector_get_n_reads (FakeInspector *self);
guint fake_inspector_get_n_copies (FakeInspector *self);
guint fake_inspector_get_n_glances (FakeInspector *self);
guint fake_inspector_get_n_listened (FakeInspector *self);
void fake_inspector_set_awake (FakeInspector *self, gboolean awake);
void fake_inspector_set_join_error (FakeInspector *self, int code);

G_END_DECLS
