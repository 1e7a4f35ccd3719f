/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchJsonLimits:
 * @max_bytes: the longest text.
 * @max_depth: the deepest nesting of arrays and objects.
 * @max_nodes: the most values, containers included.
 * @max_string: the longest string, in bytes of UTF-8.
 * @max_members: the most members of one object.
 *
 * How much of a stranger's JSON is looked at; a field of 0 stands for the default.
 */
typedef struct {
  gsize max_bytes;
  guint max_depth;
  gsize max_nodes;
  gsize max_string;
  gsize max_members;
} VouchJsonLimits;

#define VOUCH_JSON_DEFAULT_MAX_BYTES ((gsize) 16 * 1024 * 1024)
#define VOUCH_JSON_DEFAULT_MAX_DEPTH 64u
#define VOUCH_JSON_DEFAULT_MAX_NODES ((gsize) 1000000)
#define VOUCH_JSON_DEFAULT_MAX_STRING ((gsize) 1024 * 1024)
#define VOUCH_JSON_DEFAULT_MAX_MEMBERS ((gsize) 4096)

/* The largest magnitude of a whole number: RFC 7493, section 2.2. */
#define VOUCH_JSON_MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)

typedef enum {
  VOUCH_JSON_NULL,
  VOUCH_JSON_BOOLEAN,
  VOUCH_JSON_INTEGER,
  VOUCH_JSON_DOUBLE,
  VOUCH_JSON_STRING,
} VouchJsonScalarType;

/**
 * VouchJsonScalar:
 *
 * A value that is not a container; only the field of its type is set. The string is lent.
 */
typedef struct {
  VouchJsonScalarType type;
  gboolean boolean;
  gint64 integer;
  double number;
  const char *string;
} VouchJsonScalar;

/**
 * VouchJsonSink:
 * @begin: an object or an array begins; @key is its name in the object around it, else %NULL.
 * @end: the innermost container ends.
 * @scalar: a value that is not a container.
 *
 * Receives what the scan finds, in the order of the text.
 */
typedef struct {
  void (*begin) (gpointer data, const char *key, gboolean is_object);
  void (*end) (gpointer data);
  void (*scalar) (gpointer data, const char *key, const VouchJsonScalar *value);
} VouchJsonSink;

gboolean
vouch_json_scan (const char *data, gsize length, const VouchJsonLimits *limits, GError **error);
gboolean vouch_json_scan_into (const char *data,
                               gsize length,
                               const VouchJsonLimits *limits,
                               const VouchJsonSink *sink,
                               gpointer sink_data,
                               GError **error);

G_END_DECLS
