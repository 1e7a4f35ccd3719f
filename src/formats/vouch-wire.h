/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "vouch-json.h"
#include "vouch-problem.h"

G_BEGIN_DECLS

/**
 * VouchWire:
 * @object: (nullable): the JSON object being read.
 * @pointer: where it stands (RFC 6901).
 * @places: what is wrong so far, lent.
 *
 * A JSON object under a reader that notes every fault instead of stopping at the first.
 */
typedef struct {
  JsonObject *object;
  const char *pointer;
  GPtrArray *places;
} VouchWire;

/**
 * VouchWireNeed:
 * @VOUCH_WIRE_REQUIRED: must be there.
 * @VOUCH_WIRE_NULLABLE: must be there and may be null.
 * @VOUCH_WIRE_OPTIONAL: may be missing or null.
 */
typedef enum {
  VOUCH_WIRE_REQUIRED,
  VOUCH_WIRE_NULLABLE,
  VOUCH_WIRE_OPTIONAL,
} VouchWireNeed;

typedef void (*VouchWireEach) (const VouchWire *wire, gpointer data);

JsonNode *vouch_wire_parse (GBytes *bytes,
                            const VouchJsonLimits *limits,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_wire_write (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_wire_write_take (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_wire_places_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_wire_settle (GPtrArray *places, const char *what, GError **error);

void
vouch_wire_note (const VouchWire *wire, const char *name, const char *code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void vouch_wire_only (const VouchWire *wire, const char *const *names);

const char *vouch_wire_string (const VouchWire *wire, const char *name, VouchWireNeed need);
const char *vouch_wire_match (const VouchWire *wire,
                              const char *name,
                              VouchWireNeed need,
                              gboolean (*fits) (const char *text));
gint64 vouch_wire_integer (const VouchWire *wire,
                           const char *name,
                           VouchWireNeed need,
                           gint64 minimum,
                           gint64 fallback);
gboolean vouch_wire_boolean (const VouchWire *wire, const char *name, VouchWireNeed need);
gboolean vouch_wire_is_null (const VouchWire *wire, const char *name);
gint64 vouch_wire_time (const VouchWire *wire, const char *name, VouchWireNeed need);
char **vouch_wire_strings (const VouchWire *wire,
                           const char *name,
                           VouchWireNeed need) G_GNUC_WARN_UNUSED_RESULT;
void vouch_wire_object (const VouchWire *wire,
                        const char *name,
                        VouchWireNeed need,
                        VouchWireEach read,
                        gpointer data);
void vouch_wire_each (const VouchWire *wire,
                      const char *name,
                      VouchWireNeed need,
                      VouchWireEach read,
                      gpointer data);

void vouch_wire_put_string (JsonObject *object, const char *name, const char *value);
void vouch_wire_put_string_or_null (JsonObject *object, const char *name, const char *value);
void vouch_wire_put_time_or_null (JsonObject *object, const char *name, gint64 unix_ms);
void vouch_wire_put_strings (JsonObject *object, const char *name, const char *const *values);

G_END_DECLS
