/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-xml"

#include "config.h"
#include "reader-xml.h"

#include <libxml/parser.h>
#include <string.h>

#define MAX_XML_BYTES (64 * 1024 * 1024)

/**
 * reader_xml_parse:
 * @bytes: an XML file from a document.
 *
 * Parses without network, without expanding entities and with libxml2's own bounds on depth and size.
 * Documents that declare entities of their own are refused, since no office program writes them.
 *
 * Returns: (transfer full) (nullable): the tree, or NULL when it is not well formed.
 */
xmlDoc *
reader_xml_parse (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlDoc *document = NULL;

  if (size == 0 || size > MAX_XML_BYTES)
    return NULL;
  document = xmlReadMemory (data, (int) size, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document != NULL &&
      (xmlDocGetRootElement (document) == NULL ||
       (document->intSubset != NULL && document->intSubset->children != NULL))) {
    xmlFreeDoc (document);
    return NULL;
  }
  return document;
}

/**
 * reader_xml_print:
 * @document: a tree.
 *
 * Returns: (transfer full): the tree as UTF-8 XML.
 */
GBytes *
reader_xml_print (xmlDoc *document)
{
  xmlChar *text = NULL;
  int size = 0;
  GBytes *bytes = NULL;

  xmlDocDumpMemoryEnc (document, &text, &size, "UTF-8");
  bytes = g_bytes_new (text, (gsize) MAX (size, 0));
  xmlFree (text);
  return bytes;
}

/**
 * reader_xml_is:
 * @node: a node.
 * @prefix: the usual prefix of a namespace; documents keep to the usual ones.
 * @name: the local name.
 *
 * Returns: whether the node is that element.
 */
gboolean
reader_xml_is (const xmlNode *node, const char *prefix, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0 &&
         node->ns != NULL && g_strcmp0 ((const char *) node->ns->prefix, prefix) == 0;
}

/**
 * reader_xml_attribute:
 * @node: an element.
 * @name: the local name of an attribute, of whatever namespace.
 *
 * Returns: (transfer full) (nullable): its value.
 */
char *
reader_xml_attribute (xmlNode *node, const char *name)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
    xmlChar *value = NULL;
    char *copy = NULL;

    if (strcmp ((const char *) attribute->name, name) != 0)
      continue;
    value = xmlNodeListGetString (node->doc, attribute->children, 1);
    copy = g_strdup ((const char *) value);
    xmlFree (value);
    return copy;
  }
  return NULL;
}
