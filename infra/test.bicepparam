// An example: every name and address is to be replaced. Mail goes to the listed addresses alone, whatever the register says.
using 'main.bicep'

param name = 'followup-exempel-test'
param signInClientId = '00000000-0000-0000-0000-000000000000'
param followUp = {
  municipality: 'Exempels kommun (test)'
  dataProtectionContact: 'dataskyddsombudet@exempel.example'
  accessibility: {
    supervisor: 'Tillsynsmyndighetens namn'
    supervisorAddress: 'https://tillsynsmyndigheten.example/'
  }
  publicBaseAddress: 'https://followup-exempel-test.azurewebsites.net/'
  mailFrom: 'uppfoljning-test@exempel.example'
  mailAllowed: 'samordnaren@exempel.example, testare@exempel.example'
  coordinatorEmail: 'samordnaren@exempel.example'
}
