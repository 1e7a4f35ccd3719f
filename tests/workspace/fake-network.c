/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-network.h"

/* A network monitor that says what a test wants. */
struct _FakeNetwork {
  GObject parent_instance;

  gint metered; /* (atomic): jobs look at it from their threads */
};

enum { PROP_AVAILABLE = 1, PROP_METERED, PROP_CONNECTIVITY };

static void
fake_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

static gboolean
init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
fake_network_initable_init (GInitableIface *iface)
{
  iface->init = init;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeNetwork,
                               fake_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, fake_network_initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          fake_network_monitor_init))

static void
fake_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeNetwork *self = FAKE_NETWORK (object);

  switch (id) {
  case PROP_AVAILABLE: g_value_set_boolean (value, TRUE); break;
  case PROP_METERED: g_value_set_boolean (value, g_atomic_int_get (&self->metered)); break;
  case PROP_CONNECTIVITY: g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fake_network_class_init (FakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_init (FakeNetwork *self)
{
}

FakeNetwork *
fake_network_new (void)
{
  return g_object_new (FAKE_TYPE_NETWORK, NULL);
}

void
fake_network_set_metered (FakeNetwork *self, gboolean metered)
{
  g_atomic_int_set (&self->metered, metered);
  g_object_notify (G_OBJECT (self), "network-metered");
}

void
fake_network_come_back (FakeNetwork *self)
{
  g_signal_emit_by_name (self, "network-changed", TRUE);
}
