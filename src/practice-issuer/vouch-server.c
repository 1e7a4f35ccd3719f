/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-server"

#include "config.h"
#include "vouch-server.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "vouch-desk-accounts.h"
#include "vouch-desk-sweep.h"
#include "vouch-error.h"
#include "vouch-exchange.h"
#include "vouch-manifest-json.h"
#include "vouch-public-routes.h"
#include "vouch-refusal.h"
#include "vouch-submission-routes.h"
#include "vouch-tus.h"
#include "vouch-upload-routes.h"
#include "vouch-wire-form.h"

/*
 * From a request to its route. Everything that can be judged by the headers is judged before the
 * body is read: path, method, token, protocol, media type, length. What remains is done when the
 * body is here; only a piece of an upload is taken while it comes.
 */

#define SWEEP_SECONDS 3600

typedef enum {
  ROUTE_PUBLIC = 1 << 0, /* needs no token */
  ROUTE_TUS = 1 << 1,    /* speaks tus */
  ROUTE_STREAM = 1 << 2, /* is called with the headers and takes the body itself */
} RouteFlags;

typedef struct {
  const char *before; /* of the path, up to the variable part */
  const char *after;  /* of the path, from there on; NULL when there is no variable part */
  gboolean (*fits) (const char *param);
  const char *method;
  const char *body; /* media type of the body; NULL for none */
  RouteFlags flags;
  void (*act) (VouchExchange *exchange);
} Route;

#define ID vouch_wire_form_is_id
#define SHA256 vouch_wire_form_is_sha256
#define SUBMISSIONS "/v1/submissions"
#define UPLOADS "/v1/uploads"
#define JSON "application/json"

static const Route routes[] = {
  { "/.well-known/vouch-issuer", NULL, NULL, "GET", NULL, ROUTE_PUBLIC, vouch_route_discovery },
  { "/v1/definitions", NULL, NULL, "GET", NULL, ROUTE_PUBLIC, vouch_route_definition_list },
  { "/v1/definitions/", "", SHA256, "GET", NULL, ROUTE_PUBLIC, vouch_route_definition },
  { SUBMISSIONS, NULL, NULL, "POST", JSON, 0, vouch_route_open },
  { SUBMISSIONS "/", "", ID, "GET", NULL, 0, vouch_route_state },
  { SUBMISSIONS "/", "", ID, "DELETE", NULL, 0, vouch_route_withdraw },
  { SUBMISSIONS "/", "/manifest", ID, "PUT", VOUCH_MANIFEST_MEDIA_TYPE, 0, vouch_route_manifest },
  { SUBMISSIONS "/", "/seal", ID, "POST", JSON, 0, vouch_route_seal },
  { SUBMISSIONS "/", "/decision", ID, "GET", NULL, 0, vouch_route_decision },
  { SUBMISSIONS "/", "/credential", ID, "GET", NULL, 0, vouch_route_credential },
  { "/v1/files/", "", SHA256, "HEAD", NULL, 0, vouch_route_file },
  { UPLOADS, NULL, NULL, "OPTIONS", NULL, ROUTE_PUBLIC | ROUTE_TUS, vouch_route_upload_options },
  { UPLOADS, NULL, NULL, "POST", NULL, ROUTE_TUS, vouch_route_upload_create },
  { UPLOADS "/", "", ID, "HEAD", NULL, ROUTE_TUS, vouch_route_upload_offset },
  { UPLOADS "/", "", ID, "PATCH", NULL, ROUTE_TUS | ROUTE_STREAM, vouch_route_upload_append },
  { UPLOADS "/", "", ID, "DELETE", NULL, ROUTE_TUS, vouch_route_upload_terminate },
};

/* A request under way. */
typedef struct {
  VouchExchange *exchange;
  const Route *route;
} Visit;

/**
 * VouchServer:
 *
 * The issuer on the network.
 */
struct _VouchServer {
  GObject parent_instance;

  VouchDesk *desk;
  VouchTraffic *traffic;
  SoupServer *soup;
  GHashTable *visits; /* SoupServerMessage → Visit */
  char *trace;
  guint sweep;
};

G_DEFINE_FINAL_TYPE (VouchServer, vouch_server, G_TYPE_OBJECT)

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_object_unref (visit->exchange);
  g_free (visit);
}

/* The variable part of the path when it has the form of the route, or NULL. */
static char *
match (const Route *route, const char *path, gboolean *matches)
{
  gsize before = strlen (route->before);
  gsize after = route->after != NULL ? strlen (route->after) : 0;
  gsize length = strlen (path);
  g_autofree char *param = NULL;

  *matches = FALSE;
  if (route->after == NULL) {
    *matches = g_str_equal (path, route->before);
    return NULL;
  }
  if (length <= before + after || strncmp (path, route->before, before) != 0 ||
      strcmp (path + length - after, route->after) != 0)
    return NULL;
  param = g_strndup (path + before, length - before - after);
  *matches = route->fits (param);
  return *matches ? g_steal_pointer (&param) : NULL;
}

static const Route *
find_route (VouchExchange *exchange, const char *path, const char *method, char **allowed)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    gboolean matches = FALSE;
    g_autofree char *param = match (&routes[i], path, &matches);

    if (!matches)
      continue;
    if (g_str_equal (routes[i].method, method)) {
      vouch_exchange_set_param (exchange, param);
      return &routes[i];
    }
    g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", routes[i].method);
  }
  if (methods->len > 0)
    *allowed = g_strdup (methods->str);
  return NULL;
}

static VouchProblem *
check_token (VouchExchange *exchange)
{
  const char *header = vouch_exchange_get_header (exchange, "Authorization");
  g_autoptr (GError) error = NULL;
  gint64 account = -1;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0) {
    vouch_exchange_set_header (exchange, "WWW-Authenticate", "Bearer realm=\"vouch-issuer\"");
    return vouch_refusal (401, "token-missing", NULL);
  }
  if (vouch_desk_find_account (vouch_exchange_get_desk (exchange), header + 7, &account, &error)) {
    vouch_exchange_set_account (exchange, account);
    return NULL;
  }
  if (error != NULL)
    return vouch_refusal_from_error (error);
  vouch_exchange_set_header (exchange, "WWW-Authenticate",
                             "Bearer realm=\"vouch-issuer\", error=\"invalid_token\"");
  return vouch_refusal (401, "token-invalid", NULL);
}

static VouchProblem *
check_tus (VouchExchange *exchange, const Route *route)
{
  vouch_exchange_set_header (exchange, "Tus-Resumable", VOUCH_TUS_VERSION);
  if ((route->flags & ROUTE_PUBLIC) != 0 ||
      g_strcmp0 (vouch_exchange_get_header (exchange, "Tus-Resumable"), VOUCH_TUS_VERSION) == 0)
    return NULL;
  vouch_exchange_set_header (exchange, "Tus-Version", VOUCH_TUS_VERSION);
  return vouch_refusal (412, "tus-version", NULL);
}

static VouchProblem *
check_body (VouchExchange *exchange, const Route *route)
{
  VouchIssuerLimits *limits = vouch_desk_get_limits (vouch_exchange_get_desk (exchange));
  gint64 length = vouch_exchange_get_body_length (exchange);
  SoupMessageHeaders *headers =
      soup_server_message_get_request_headers (vouch_exchange_get_message (exchange));
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if ((route->flags & ROUTE_STREAM) != 0)
    return NULL;
  if (route->body == NULL)
    return length == 0 ? NULL : vouch_refusal (400, "malformed", NULL);
  /* A body of unknown length could only be judged once it is here. */
  if (length < 0 || length > vouch_issuer_limits_get_max_json_bytes (limits))
    return vouch_refusal (413, "json-too-large", NULL);
  return g_strcmp0 (type, route->body) == 0 ? NULL : vouch_refusal (415, "media-type", NULL);
}

static VouchProblem *
check_headers (VouchExchange *exchange, const Route *route)
{
  VouchProblem *problem = NULL;

  if ((route->flags & ROUTE_TUS) != 0)
    problem = check_tus (exchange, route);
  if (problem == NULL && (route->flags & ROUTE_PUBLIC) == 0)
    problem = check_token (exchange);
  return problem != NULL ? problem : check_body (exchange, route);
}

static void
on_finished (SoupServerMessage *message, VouchServer *self)
{
  Visit *visit = g_hash_table_lookup (self->visits, message);

  if (visit == NULL)
    return;
  vouch_exchange_finished (visit->exchange);
  g_hash_table_remove (self->visits, message);
}

static void
on_headers (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  VouchServer *self = user_data;
  g_autoptr (VouchExchange) exchange =
      vouch_exchange_new (self->desk, self->traffic, message, self->trace);
  g_autofree char *allowed = NULL;
  const Route *route =
      find_route (exchange, path, soup_server_message_get_method (message), &allowed);
  VouchProblem *problem = NULL;
  Visit *visit = g_new0 (Visit, 1);

  visit->exchange = g_object_ref (exchange);
  visit->route = route;
  g_hash_table_insert (self->visits, message, visit);
  g_signal_connect_object (message, "finished", G_CALLBACK (on_finished), self, G_CONNECT_AFTER);

  if (allowed != NULL)
    vouch_exchange_set_header (exchange, "Allow", allowed);
  if (route == NULL)
    problem = allowed != NULL ? vouch_refusal (405, "method-not-allowed", NULL)
                              : vouch_refusal (404, "not-found", NULL);
  else
    problem = check_headers (exchange, route);
  if (problem != NULL)
    vouch_exchange_refuse (exchange, problem);
  else if ((route->flags & ROUTE_STREAM) != 0)
    route->act (exchange);
}

static void
on_body (SoupServer *soup,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  VouchServer *self = user_data;
  Visit *visit = g_hash_table_lookup (self->visits, message);

  if (visit == NULL || visit->route == NULL || vouch_exchange_is_answered (visit->exchange) ||
      (visit->route->flags & ROUTE_STREAM) != 0)
    return;
  vouch_exchange_body_arrived (visit->exchange);
  visit->route->act (visit->exchange);
}

static gboolean
on_sweep (gpointer user_data)
{
  VouchServer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (vouch_traffic_is_quiet (self->traffic) && !vouch_desk_sweep (self->desk, &error))
    g_message ("%s", error->message);
  return G_SOURCE_CONTINUE;
}

static void
vouch_server_dispose (GObject *object)
{
  VouchServer *self = VOUCH_SERVER (object);

  g_clear_handle_id (&self->sweep, g_source_remove);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);

  G_OBJECT_CLASS (vouch_server_parent_class)->dispose (object);
}

static void
vouch_server_finalize (GObject *object)
{
  VouchServer *self = VOUCH_SERVER (object);

  g_hash_table_unref (self->visits);
  g_clear_object (&self->traffic);
  g_clear_object (&self->desk);
  g_free (self->trace);

  G_OBJECT_CLASS (vouch_server_parent_class)->finalize (object);
}

static void
vouch_server_class_init (VouchServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_server_dispose;
  object_class->finalize = vouch_server_finalize;
}

static void
vouch_server_init (VouchServer *self)
{
  self->traffic = vouch_traffic_new ();
  self->visits = g_hash_table_new_full (NULL, NULL, NULL, visit_free);
}

/**
 * vouch_server_new:
 * @desk: the desk.
 * @trace: (nullable) (type filename): where every exchange is recorded.
 *
 * Returns: (transfer full): a server that does not listen yet.
 */
VouchServer *
vouch_server_new (VouchDesk *desk, const char *trace)
{
  VouchServer *self = g_object_new (VOUCH_TYPE_SERVER, NULL);

  self->desk = g_object_ref (desk);
  self->trace = g_strdup (trace);
  self->soup = soup_server_new ("server-header", "vouch-issuer", NULL);
  soup_server_add_early_handler (self->soup, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_body, self, NULL);
  return self;
}

/* ADDR:PORT, an IPv6 address in brackets. */
static GSocketAddress *
parse_address (const char *text, GError **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  g_autoptr (GInetAddress) inet = NULL;
  guint64 port = 0;

  if (host != NULL && host[0] == '[' && g_str_has_suffix (host, "]")) {
    host[strlen (host) - 1] = '\0';
    memmove (host, host + 1, strlen (host));
  }
  if (g_strcmp0 (host, "localhost") == 0)
    inet = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  else if (host != NULL)
    inet = g_inet_address_new_from_string (host);
  if (inet != NULL && g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    return g_inet_socket_address_new (inet, (guint16) port);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("“%s” is not an address and a port, such as 127.0.0.1:8080."), text);
  return NULL;
}

static gboolean
is_loopback (GSocketAddress *address)
{
  return g_inet_address_get_is_loopback (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static char *
describe_listener (SoupServer *soup)
{
  g_autoptr (GString) text = NULL;
  GSList *uris = soup_server_get_uris (soup);

  if (uris != NULL) {
    g_autofree char *uri = g_uri_to_string (uris->data);

    text = g_string_new (uri);
  }
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  if (text == NULL)
    return NULL;
  while (text->len > 0 && text->str[text->len - 1] == '/')
    g_string_truncate (text, text->len - 1);
  return g_strdup (text->str);
}

/**
 * vouch_server_listen:
 * @self: a server.
 * @address: ADDR:PORT; port 0 picks one.
 * @certificate: (nullable) (type filename): a certificate in PEM; %NULL for plain http.
 * @key: (nullable) (type filename): its key in PEM.
 * @error: %VOUCH_ERROR_INVALID for an address that is none, or that is not loopback and has no
 *   certificate; or of the network.
 *
 * Sweeps the folder and begins to listen.
 *
 * Returns: (transfer full) (nullable): the address it listens on, or %NULL.
 */
char *
vouch_server_listen (VouchServer *self,
                     const char *address,
                     const char *certificate,
                     const char *key,
                     GError **error)
{
  g_autoptr (GSocketAddress) socket = parse_address (address, error);
  g_autoptr (GTlsCertificate) tls = NULL;
  g_autoptr (GError) inner = NULL;

  if (socket == NULL || !vouch_desk_sweep (self->desk, error))
    return NULL;
  if (certificate == NULL && !is_loopback (socket)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("Without a certificate this issuer listens on this computer only. Give "
                            "--tls-cert and --tls-key, or an address such as 127.0.0.1:0."));
    return NULL;
  }
  if (certificate != NULL) {
    tls = g_tls_certificate_new_from_files (certificate, key, error);
    if (tls == NULL)
      return NULL;
    soup_server_set_tls_certificate (self->soup, tls);
  }
  if (!soup_server_listen (self->soup, socket, tls != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0,
                           &inner)) {
    vouch_error_take_gio (error, g_steal_pointer (&inner), _ ("The address “%s” cannot be used."),
                          address);
    return NULL;
  }
  self->sweep = g_timeout_add_seconds (SWEEP_SECONDS, on_sweep, self);
  return describe_listener (self->soup);
}
