/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-xmp"

#include "config.h"
#include "reader-xmp.h"

#include <libxml/parser.h>

#include "reader-report.h"

#define MAX_DEPTH 64

static const char *
key_of (const xmlChar *name, const char *outer)
{
  const char *key = reader_report_key_for ((const char *) name);

  return key != NULL ? key : outer;
}

/* Values stand in attributes, or in elements, or in lists inside an element (ISO 16684-1, 7). */
static void
report_node (xmlNode *node, const char *key, guint depth, VouchFacts *facts)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
    const char *own = reader_report_key_for ((const char *) attribute->name);
    xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);

    if (own != NULL)
      reader_report_identifier (facts, own, (const char *) value);
    xmlFree (value);
  }
  for (xmlNode *child = node->children; child != NULL && depth < MAX_DEPTH; child = child->next) {
    if (child->type == XML_ELEMENT_NODE)
      report_node (child, key_of (child->name, key), depth + 1, facts);
    else if (child->type == XML_TEXT_NODE && key != NULL)
      reader_report_identifier (facts, key, (const char *) child->content);
  }
}

/**
 * reader_xmp_report:
 * @xml: an XMP packet.
 * @length: its length in bytes.
 * @facts: receives what it tells about people.
 *
 * Reports embedded XMP. A packet that is no XML tells nothing to anybody.
 */
void
reader_xmp_report (const char *xml, gsize length, VouchFacts *facts)
{
  xmlDoc *document = NULL;

  if (length > 8 * 1024 * 1024)
    return;
  document =
      xmlReadMemory (xml, (int) length, NULL, NULL,
                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER);
  if (document == NULL)
    return;
  if (xmlDocGetRootElement (document) != NULL)
    report_node (xmlDocGetRootElement (document), NULL, 0, facts);
  xmlFreeDoc (document);
}
