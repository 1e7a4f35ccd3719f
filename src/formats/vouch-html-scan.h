/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchHtmlTokenKind:
 *
 * What stands next in a page.
 */
typedef enum {
  VOUCH_HTML_TOKEN_END,
  VOUCH_HTML_TOKEN_TEXT,
  VOUCH_HTML_TOKEN_OPEN,
  VOUCH_HTML_TOKEN_CLOSE,
  VOUCH_HTML_TOKEN_OTHER,
} VouchHtmlTokenKind;

/**
 * VouchHtmlToken:
 * @kind: what it is; a comment, a declaration or an instruction is OTHER.
 * @name: the element's name in lower case, cut when it is longer than any that is known.
 * @start: where the text, or what follows the name, begins.
 * @length: how long that is.
 *
 * A piece of the source. It lies inside the source and is valid as long as that is.
 */
typedef struct {
  VouchHtmlTokenKind kind;
  char name[24];
  const char *start;
  gsize length;
} VouchHtmlToken;

/**
 * VouchHtmlScan:
 * @p: the next byte.
 * @end: behind the last.
 *
 * A walk through a source.
 */
typedef struct {
  const char *p;
  const char *end;
} VouchHtmlScan;

void vouch_html_scan_next (VouchHtmlScan *scan, VouchHtmlToken *token);
void vouch_html_scan_skip_raw (VouchHtmlScan *scan, const char *name);
char *vouch_html_token_dup_attribute (const VouchHtmlToken *token,
                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;
gsize vouch_html_scan_entity (const char *p, const char *end, gunichar *c);

G_END_DECLS
