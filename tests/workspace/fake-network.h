/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAKE_TYPE_NETWORK (fake_network_get_type ())
G_DECLARE_FINAL_TYPE (FakeNetwork, fake_network, FAKE, NETWORK, GObject)

FakeNetwork *fake_network_new (void) G_GNUC_WARN_UNUSED_RESULT;
void fake_network_set_metered (FakeNetwork *self, gboolean metered);
void fake_network_come_back (FakeNetwork *self);

G_END_DECLS
