/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

xmlDoc *reader_xml_parse (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
GBytes *reader_xml_print (xmlDoc *document) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_xml_is (const xmlNode *node, const char *prefix, const char *name);
char *reader_xml_attribute (xmlNode *node, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
