import { House } from '@lucide/vue'
import { useAppInfo } from '../../stores/app-info.ts'
import type { Command } from '../../stores/commands.ts'
import { defineFeature } from '../../stores/feature.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import ProjectsLayer from './ProjectsLayer.vue'
import { pickFile } from './pick-file.ts'
import { useProjects } from './projects-state.ts'
import StartView from './StartView.vue'

function commands(): readonly Command[] {
  const projects = useProjects()
  const model = useModelDocument()
  const appInfo = useAppInfo()
  const hasModel = () => model.document !== undefined
  return [
    {
      id: 'projects.create',
      group: 'Model',
      title: 'New model',
      keys: 'mod+alt+n',
      run: () => {
        projects.dialog = 'create'
      },
    },
    {
      id: 'projects.open',
      group: 'Model',
      title: 'Open model',
      keys: 'mod+o',
      run: () => projects.chooseFile(appInfo.info.nativeDialogs),
    },
    {
      id: 'projects.import',
      group: 'Model',
      title: 'Import model of another tool',
      keys: 'mod+alt+i',
      run: () => pickFile(['.json'], projects.takeInFile),
    },
    {
      id: 'projects.save',
      group: 'Model',
      title: 'Save now',
      keys: 'mod+s',
      when: hasModel,
      run: () => model.flush(),
    },
    { id: 'projects.close', group: 'Model', title: 'Close model', when: hasModel, run: () => projects.leave() },
  ]
}

/** Models as files: the start screen, creating, opening, importing, and what goes wrong with files. */
export const projects = defineFeature({
  id: 'projects',
  title: 'Start',
  icon: House,
  activity: { order: 0, main: StartView },
  commands,
  start: () => void useProjects().resume(),
  layer: ProjectsLayer,
})
