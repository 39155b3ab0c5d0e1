import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { exporters } from '#modeling'

/** The chosen format and file of the export; forgotten with the window. */
export const useExportView = defineStore('export-view', () => {
  const formatId = shallowRef(exporters[0]?.id ?? '')
  const fileName = shallowRef<string | undefined>()

  function choose(id: string): void {
    formatId.value = id
    fileName.value = undefined
  }

  return { formatId, fileName, choose }
})
