#pragma once
// Rules in other hands: the C interface of a plugin, a shared object given with `--plugin FILE.so`.
// All texts are UTF-8 and JSON (RFC 8259); docs/plugins.md gives their members. A plugin runs in a
// process of its own for every call, so that it cannot harm other rules' results; calls never come
// from two threads.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Raised when a plugin made for the one before could no longer be used.
#define GWEVAL_PLUGIN_INTERFACE 1

typedef struct GwevalPlugin {
  int32_t plugin_interface; // GWEVAL_PLUGIN_INTERFACE as the plugin was compiled with

  // What the plugin offers, {"rules": [...]}; lives as long as the plugin.
  const char* (*describe)(void);

  // One observation of the rule on the facts of one site. `facts` may be many megabytes long.
  // Returns a text that release() takes back, or NULL for a failure.
  char* (*observe)(const char* rule_id, const char* params, const char* facts, size_t facts_bytes);

  void (*release)(char* observation);
} GwevalPlugin;

// The one symbol a plugin exports; what it returns lives as long as the plugin.
typedef const GwevalPlugin* (*GwevalPluginEntry)(void);
#define GWEVAL_PLUGIN_ENTRY "gweval_plugin"

#ifdef __cplusplus
}
#endif
