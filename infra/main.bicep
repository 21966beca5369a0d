// FollowUp in one resource group: the Function App, its two storage accounts, its vault, its logs, the coordinator's sign-in.
// Nothing here holds a secret: the app reaches storage, vault and logs with its own identity, and a person sets the two secrets in the vault.

@description('Names the Function App, and so its address: https://NAME.azurewebsites.net.')
@minLength(2)
@maxLength(40)
param name string

param location string = 'swedencentral'

@description('Application (client) id of the app registration with which Entra ID signs people in to the coordinator\'s desk.')
param signInClientId string

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('The app\'s settings, as infra/DEPLOYMENT.md explains them. What is left out keeps the app\'s own default.')
param followUp settings

type settings = {
  municipality: string
  logo: string?
  accentColor: string?
  coordinatorName: string?
  coordinatorTitle: string?
  coordinatorPhone: string?
  letters: string?
  dataProtectionContact: string
  accessibility: {
    supervisor: string
    supervisorAddress: string
    conformance: ('full' | 'partial' | 'none')?
    defects: { what: string, reason: string, alternative: string }[]?
    method: string?
    assessed: string?
    updated: string?
    burden: string?
    outsideLaw: string?
  }
  tablePrefix: string?
  publicBaseAddress: string
  delegateDomains: string?
  linksOpenDaysAfterClose: int?
  mailFrom: string
  mailAllowed: string
  sendGridHost: string?
  coordinatorEmail: string
  opensDueRounds: bool?
  apiEnabled: bool?
  roles: { reader: string?, coordinator: string?, admin: string? }?
}

var token = uniqueString(resourceGroup().id)
var packages = 'packages'

var storageProperties = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  allowSharedKeyAccess: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
}

// What the app is for: plans, answers, reports, the trail.
resource rows 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: 'rows${token}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: storageProperties
}

resource rowsStay 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'rows-stay'
  scope: rows
  properties: {
    level: 'CanNotDelete'
    notes: 'Public records. Tables have no restore: take a copy before this lock is lifted.'
  }
}

// What the Functions host and Durable Functions keep, and the deployed package.
resource engine 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: 'engine${token}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: storageProperties

  resource blobs 'blobServices' = {
    name: 'default'

    resource container 'containers' = {
      name: packages
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: 'vault${token}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    features: { disableLocalAuth: true }
  }
}

// There is no diagnostic setting for the app, and there must be none: App Service's HTTP log and the platform log hold
// the addresses of requests, and a department's address holds the token that opens its answers.
resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    DisableLocalAuth: true
  }
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { maximumInstanceCount: maximumInstanceCount, instanceMemoryMB: instanceMemoryMB }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${engine.properties.primaryEndpoints.blob}${packages}'
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
    }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  // Departments answer without an account; the desk itself asks who is signed in. There is no client secret: the ID token is enough.
  resource signIn 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      httpSettings: { requireHttps: true }
      globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: signInClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
          validation: { allowedAudiences: [signInClientId] }
        }
      }
      login: { tokenStore: { enabled: false } }
    }
  }
}

var accessibility = followUp.accessibility
var roles = followUp.?roles ?? {}

// An empty setting counts as one that is not there.
resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__accountName: engine.name
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsDisableHomepage: 'true'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD'
    FollowUp__Municipality: followUp.municipality
    FollowUp__Logo: followUp.?logo ?? ''
    FollowUp__AccentColor: followUp.?accentColor ?? ''
    FollowUp__Letters: followUp.?letters ?? ''
    FollowUp__CoordinatorName: followUp.?coordinatorName ?? ''
    FollowUp__CoordinatorTitle: followUp.?coordinatorTitle ?? ''
    FollowUp__CoordinatorPhone: followUp.?coordinatorPhone ?? ''
    FollowUp__DataProtectionContact: followUp.dataProtectionContact
    FollowUp__Accessibility__Supervisor: accessibility.supervisor
    FollowUp__Accessibility__SupervisorAddress: accessibility.supervisorAddress
    FollowUp__Accessibility__Conformance: accessibility.?conformance ?? ''
    FollowUp__Accessibility__Method: accessibility.?method ?? ''
    FollowUp__Accessibility__Assessed: accessibility.?assessed ?? ''
    FollowUp__Accessibility__Updated: accessibility.?updated ?? ''
    FollowUp__Accessibility__Burden: accessibility.?burden ?? ''
    FollowUp__Accessibility__OutsideLaw: accessibility.?outsideLaw ?? ''
    ...reduce(
      accessibility.?defects ?? [],
      {},
      (before, defect, i) => union(before, {
        'FollowUp__Accessibility__Defects__${i}__What': defect.what
        'FollowUp__Accessibility__Defects__${i}__Reason': defect.reason
        'FollowUp__Accessibility__Defects__${i}__Alternative': defect.alternative
      })
    )
    FollowUp__Storage: rows.properties.primaryEndpoints.table
    FollowUp__TablePrefix: followUp.?tablePrefix ?? ''
    FollowUp__PublicBaseAddress: followUp.publicBaseAddress
    FollowUp__LinkKeys__0__Id: '1'
    FollowUp__LinkKeys__0__Secret: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/link-secret)'
    FollowUp__LinksOpenDaysAfterClose: string(followUp.?linksOpenDaysAfterClose ?? '')
    FollowUp__DelegateDomains: followUp.?delegateDomains ?? ''
    FollowUp__MailFrom: followUp.mailFrom
    FollowUp__MailAllowed: followUp.mailAllowed
    FollowUp__SendGridKey: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/sendgrid-key)'
    FollowUp__SendGridHost: followUp.?sendGridHost ?? ''
    FollowUp__CoordinatorEmail: followUp.coordinatorEmail
    FollowUp__OpensDueRounds: string(followUp.?opensDueRounds ?? false)
    FollowUp__ApiEnabled: string(followUp.?apiEnabled ?? false)
    FollowUp__TenantId: tenant().tenantId
    FollowUp__Roles__Reader: roles.?reader ?? ''
    FollowUp__Roles__Coordinator: roles.?coordinator ?? ''
    FollowUp__Roles__Admin: roles.?admin ?? ''
  }
  dependsOn: [mayUseEngine, mayUseRows, mayReadSecrets, mayWriteTelemetry]
}

var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

var engineRoles = [blobDataOwner, queueDataContributor, tableDataContributor]

resource mayUseEngine 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in engineRoles: {
  name: guid(engine.id, app.id, role)
  scope: engine
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}]

resource mayUseRows 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(rows.id, app.id, tableDataContributor)
  scope: rows
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app.id, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource mayWriteTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app.id, monitoringMetricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

output address string = 'https://${app.properties.defaultHostName}/'
output vaultName string = vault.name
output rowsAccount string = rows.name
